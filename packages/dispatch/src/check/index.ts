// The judge of every plan: from the raw problem, with no code shared with the solver.
export type { Costs } from './evaluate.ts'
export { VIOLATION_CODES, type Violation, type ViolationCode } from './facts.ts'
export { checkVrplib, checkVrptw } from './files.ts'
export { checkPlan } from './plan-facts.ts'
export { type Checked, checkVroom } from './vroom.ts'
