import { problemFrom } from '../api.ts'
import type { BulkResult } from './define-list.ts'

const atOnce = 4

/**
 * Does something to each of `ids`, four at a time, and says what was skipped and why:
 * `run: (ids) => each(ids, (id) => api.PUT(…))`. One refusal does not stop the others.
 */
export async function each(ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<BulkResult> {
  const result: BulkResult = { done: 0, skipped: [] }
  const waiting = [...ids]
  const worker = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await work(id)
        result.done += 1
      } catch (error) {
        result.skipped.push({ id, reason: problemFrom(error)?.title ?? '' })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return result
}
