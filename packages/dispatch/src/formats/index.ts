export { pathText, REFUSAL_CODES, type Refusal, type RefusalCode, refusalText } from './refusal.ts'
export { type VroomError, type VroomOutput, vroomError, vroomOutput } from './vroom-output-shape.ts'
export { parseVroom, readVroom, type VroomRead } from './vroom-read.ts'
export { type VroomInput, vroomInput } from './vroom-shape.ts'
