import { isProblem } from '@aftercare/api'
import { ErrorState, SkeletonRows, useProblemText } from '@aftercare/ui'
import { Outlet, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { leaveRevoked } from '../data/unsent.ts'
import { paths } from '../paths.ts'
import { later } from './later.ts'
import { useMemory } from './memory.ts'
import { NotKept } from './not-kept.tsx'
import { useSessionQuery } from './session.ts'

const UpdatePrompt = later(async () => (await import('./update-prompt.tsx')).UpdatePrompt)

/** Behind it one is signed in, and the memory of the phone is open. */
export function Gate() {
  const { t } = useTranslation('field')
  const session = useSessionQuery()
  const memory = useMemory(session.data)
  const textOf = useProblemText()
  if (isSignedOut(session.error) || isSignedOut(memory.error)) return <ToSignIn />
  if (isProblem(memory.error)) {
    const text = memory.error.status === 0 ? t('memory.closed') : textOf(memory.error)
    return <ErrorState text={text} onRetry={() => void memory.refetch()} />
  }
  if (memory.data) {
    return (
      <main>
        <NotKept />
        <Suspense>
          <UpdatePrompt store={memory.data} />
        </Suspense>
        <Outlet />
      </main>
    )
  }
  if (isProblem(session.error)) {
    const { requestId } = session.error
    return <ErrorState text={textOf(session.error)} requestId={requestId} onRetry={() => void session.refetch()} />
  }
  return <SkeletonRows rows={8} height={56} />
}

const isSignedOut = (error: unknown) => isProblem(error) && error.status === 401

function ToSignIn() {
  const router = useRouter()
  useEffect(() => {
    // A phone that was revoked hands over and empties itself before anybody signs in on it.
    void leaveRevoked()
      .catch(() => undefined)
      .then(() => router.navigate({ to: paths.signIn(), replace: true }))
  }, [router])
  return null
}
