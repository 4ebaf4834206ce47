import { parentPort, workerData } from 'node:worker_threads'
import { answerVroom, type VroomRequest } from './vroom-answer.ts'

/** The other side of `answerVroomApart`: one question, one answer. */
const { raw, request } = workerData as { raw: unknown; request: VroomRequest }
parentPort!.postMessage(answerVroom(raw, request))
