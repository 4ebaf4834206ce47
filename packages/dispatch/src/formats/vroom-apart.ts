import { Worker } from 'node:worker_threads'
import type { VroomAnswer, VroomRequest } from './vroom-answer.ts'

const MEGABYTES = 1024
/** What reading, checking and explaining may take beside the search. */
const BESIDE_SECONDS = 60

/**
 * `answerVroom` in a thread of its own, so that a server goes on answering others meanwhile. A thread that takes far
 * longer than its budget, or more memory than it may, is ended.
 * @throws Error when the thread ended without an answer
 */
export function answerVroomApart(raw: unknown, request: VroomRequest, seconds: number): Promise<VroomAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./vroom-thread.ts', import.meta.url), {
      workerData: { raw, request },
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    })
    const timer = setTimeout(() => void worker.terminate(), (seconds + BESIDE_SECONDS) * 1000)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      clearTimeout(timer)
      // After an answer this changes nothing: a promise is settled once.
      reject(new Error(`the thread ended with ${code} and no answer`))
    })
  })
}
