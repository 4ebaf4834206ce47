import { Button, EmptyState, ErrorState, SkeletonCard, useProblemText } from '@aftercare/ui'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { go } from './router.tsx'
import { noteSignedIn } from './session.ts'
import type { Asked } from './use-answer.ts'

type ShownProps<Data> = { asked: Asked<Data>; company: string; children: (data: Data) => ReactNode }

/** What was asked for: waiting, there, absent, or refused with a way on. Who is not signed in is led to the door and back. */
export function Shown<Data>({ asked, company, children }: ShownProps<Data>) {
  const { t } = useTranslation(['portal', 'common'])
  const say = useProblemText()
  const { data, problem, retry } = asked
  const isStranger = problem?.status === 401 || problem?.status === 403
  useEffect(() => {
    if (!isStranger) return
    noteSignedIn(false)
    go(paths.signIn(company, location.pathname.replace(/^\/portal/, '')), { replace: true })
  }, [isStranger, company])
  if (data !== undefined) return children(data)
  if (!problem || isStranger) return <SkeletonCard lines={6} />
  const home = <Button onClick={() => go(paths.start(company))}>{t('do.home')}</Button>
  if (problem.status === 404)
    return (
      <EmptyState as="h1" icon="search" title={t('common:error.notFoundTitle')} hint={say(problem)} action={home} />
    )
  return <ErrorState text={say(problem)} requestId={problem.requestId} onRetry={retry} />
}
