import { Worker } from 'node:worker_threads'
import { refused, type VroomAnswer, type VroomRequest } from './vroom-answer.ts'

/** How much memory the thread may take, and how long reading, checking and explaining may take beside the search. */
const LIMITS = { megabytes: 1024, besideSeconds: 60 }

/**
 * `answerVroom` in a thread of its own, so that a server goes on answering others meanwhile. A thread that takes far
 * longer than its budget, or more memory than it may, is ended: the problem is refused as too large.
 * @throws Error when the thread ended without an answer for another reason
 */
export function answerVroomApart(
  raw: unknown,
  request: VroomRequest,
  seconds: number,
  { megabytes, besideSeconds } = LIMITS,
): Promise<VroomAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./vroom-thread.ts', import.meta.url), {
      workerData: { raw, request },
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    })
    const timer = setTimeout(
      () => {
        resolve(tooLarge({ seconds: seconds + besideSeconds }))
        void worker.terminate()
      },
      (seconds + besideSeconds) * 1000,
    )
    worker.once('message', resolve)
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooLarge({ megabytes }))
      else reject(error)
    })
    worker.once('exit', (code) => {
      clearTimeout(timer)
      // After an answer this changes nothing: a promise is settled once.
      reject(new Error(`the thread ended with ${code} and no answer`))
    })
  })
}

const tooLarge = (values: Record<string, number>) => refused([{ code: 'too_large', path: 'jobs', values }])
