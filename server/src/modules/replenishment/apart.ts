import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type Kind, type Read, type Reckoned, reckon } from './reckon.ts'

interface Task {
  replenishment: Kind
  read: Read
}
type News = { share: number } | { reckoned: Reckoned }

/**
 * `reckon` in a thread of its own: the caller's event loop goes on. Null when it was called off before it had an answer.
 * @param say is told how far it is, 0 … 1
 */
export function reckonApart(
  kind: Task['replenishment'],
  read: Read,
  say: (share: number) => void,
  signal: AbortSignal,
): Promise<Reckoned | null> {
  const task: Task = { replenishment: kind, read }
  const worker = new Worker(new URL(import.meta.url), { workerData: task })
  return new Promise((resolve, reject) => {
    worker.on('message', (news: News) => ('share' in news ? say(news.share) : resolve(news.reckoned)))
    worker.on('error', reject)
    const stop = () => {
      resolve(null)
      void worker.terminate()
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    worker.on('exit', (code) => reject(new Error(`the reckoning ended with ${code} and no answer`)))
  })
}

const isTask = (data: unknown): data is Task => typeof data === 'object' && data !== null && 'replenishment' in data

if (!isMainThread && isTask(workerData)) {
  const tell = (news: News) => parentPort?.postMessage(news)
  tell({ reckoned: reckon(workerData.replenishment, workerData.read, (share) => tell({ share })) })
}
