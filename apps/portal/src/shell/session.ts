import type { Answer } from '@aftercare/api'
import { api } from './api.ts'
import { useAnswer } from './use-answer.ts'

export type Me = Answer<'/api/v1/portal/me'>

/** Who is signed in; null when nobody is, undefined while it is asked. */
export function useMe(): Me | null | undefined {
  const { data, problem } = useAnswer<Me | null>('me', () =>
    api.GET('/api/v1/portal/me').then(
      (answer) => answer.data!,
      () => null,
    ),
  )
  return problem ? null : data
}
