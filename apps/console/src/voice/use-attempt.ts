import { useProblemText } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { api, problemFrom } from '../shell/api.ts'
import { useChange } from '../shell/use-change.ts'
import type { ReturnVisit } from './return-visit-page.tsx'
import type { Answers } from './script-answers.tsx'
import { useWord } from './words.ts'

export type Outcome = ReturnVisit['attempts'][number]['outcome']
interface Call {
  outcome: Outcome
  startedAt: number | null
  seconds: number
  note: string
  isCallBack: boolean
  answers?: Answers
  callAt?: string
}

/** Sends how a call ended; a refusal comes back in words, field by field. */
export function useAttempt(visit: ReturnVisit) {
  const { t } = useTranslation('voice')
  const word = useWord()
  const say = useProblemText()
  const change = useChange(
    (call: Call) =>
      api.POST('/api/v1/return-visits/{id}/attempts', {
        params: { path: { id: visit.id } },
        body: {
          outcome: call.outcome,
          channel: call.isCallBack ? 'call_back' : 'phone',
          seconds: call.seconds,
          ...(call.startedAt !== null && { at: new Date(call.startedAt).toISOString() }),
          ...(call.note.trim() && { note: call.note.trim() }),
          ...(call.answers && { answers: call.answers }),
          ...(call.callAt && { callAt: call.callAt }),
        },
      }),
    {
      paths: ['/api/v1/return-visits/{id}', '/api/v1/return-visits'],
      done: ({ data }) => t('call.saved', { outcome: word(`outcome.${data?.attempts[0]?.outcome}`) }),
    },
  )
  const problem = problemFrom(change.error)
  const fields = problem?.errors.map((one) => one.message).join(' ')
  return { send: change.mutate, busy: change.isPending, refusal: problem && (fields || say(problem)) }
}
