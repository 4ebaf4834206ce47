import type { Answer } from '@aftercare/api'
import { api } from './api.ts'
import { useAnswer } from './use-answer.ts'

export type Me = Answer<'/api/v1/portal/me'>

const kept = 'aftercare.portal.signedIn'

/** The cookie cannot be read here; this says whether asking for it is worth a call. */
export function noteSignedIn(isIn: boolean): void {
  if (isIn) localStorage.setItem(kept, 'yes')
  else localStorage.removeItem(kept)
}

/** Who is signed in; null when nobody is, undefined while it is asked. */
export function useMe(): Me | null | undefined {
  const { data, problem } = useAnswer<Me | null>('me', async () => {
    if (!localStorage.getItem(kept)) return null
    return api.GET('/api/v1/portal/me').then(
      (answer) => answer.data!,
      () => null,
    )
  })
  return problem ? null : data
}
