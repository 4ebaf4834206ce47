import { isProblem } from '@aftercare/api'
import { ErrorState, SkeletonRows, useProblemText } from '@aftercare/ui'
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { keepDraining } from '../data/outbox.ts'
import { storeOf } from '../data/store.ts'
import { paths } from '../paths.ts'
import { useSessionQuery } from './session.ts'

/** Behind it one is signed in. */
export function Gate() {
  const session = useSessionQuery()
  const textOf = useProblemText()
  const personId = session.data?.person.id
  useEffect(() => (personId === undefined ? undefined : keepDraining(storeOf(personId))), [personId])
  if (session.data) {
    return (
      <main>
        <Outlet />
      </main>
    )
  }
  if (isProblem(session.error) && session.error.status === 401) return <ToSignIn />
  if (isProblem(session.error)) {
    const { requestId } = session.error
    return <ErrorState text={textOf(session.error)} requestId={requestId} onRetry={() => void session.refetch()} />
  }
  return <SkeletonRows rows={8} height={56} />
}

function ToSignIn() {
  const router = useRouter()
  useEffect(() => {
    void router.navigate({ to: paths.signIn(), replace: true })
  }, [router])
  return null
}
