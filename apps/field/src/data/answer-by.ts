import { localDay } from '@aftercare/rules'
import { useFormat } from '@aftercare/words/web'
import type { Visit } from './store.ts'

/** Until when an answer is waited for: the time, and the day where it is another. */
export function useAnswerBy({ answerBy, timeZone }: Visit): string | null {
  const say = useFormat().dates(timeZone)
  if (!answerBy) return null
  const isToday = localDay(Date.parse(answerBy), timeZone) === localDay(Date.now(), timeZone)
  return isToday ? say.time(answerBy) : say.dayTime(answerBy)
}
