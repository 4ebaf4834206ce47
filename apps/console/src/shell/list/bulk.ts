import i18next from 'i18next'
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

type BatchAnswer = { done: string[]; skipped: { id: string; code: string; values: Record<string, unknown> }[] }
const atATime = 200

/** For actions the server does for many at once: sends `ids` in batches and puts its refusals into words. */
export async function inBatches(
  ids: readonly string[],
  send: (some: string[]) => Promise<BatchAnswer>,
): Promise<BulkResult> {
  const result: BulkResult = { done: 0, skipped: [] }
  for (let at = 0; at < ids.length; at += atATime) {
    const answer = await send(ids.slice(at, at + atATime))
    result.done += answer.done.length
    for (const { id, code, values } of answer.skipped) {
      result.skipped.push({ id, reason: i18next.t(`errors:${code}` as 'errors:not_found', values) })
    }
  }
  return result
}
