import { ErrorState } from '@aftercare/ui'
import { Navigate, Outlet, useMatches, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { problemFrom } from './api.ts'
import styles from './frame.module.css'
import { KeysSheet } from './keys-sheet.tsx'
import { useLiveStream } from './live.ts'
import { NoPermission } from './no-permission.tsx'
import { useProblemText } from './problem-text.ts'
import { Rail } from './rail.tsx'
import { useCan, useSessionQuery } from './session.ts'
import { TopBar } from './top-bar.tsx'

/** Rail, top bar and the page between them, for those who are signed in; the others go to the sign-in page and come back. */
export function Frame() {
  const session = useSessionQuery()
  const here = useRouterState({ select: (state) => state.location.href })
  const textOf = useProblemText()
  const problem = problemFrom(session.error)
  if (problem?.status === 401) return <Navigate to={paths.signIn()} search={{ to: here } as never} replace />
  if (problem && !session.data) {
    return <ErrorState text={textOf(problem)} requestId={problem.requestId} onRetry={() => void session.refetch()} />
  }
  if (!session.data) return null
  return <Room />
}

function Room() {
  const { t } = useTranslation('console')
  const may = useCan()
  const needs = useMatches({ select: (matches) => matches.at(-1)?.staticData.needs })
  useLiveStream()
  return (
    <div className={styles.frame}>
      <a href="#page" className={styles.skip}>
        {t('skipToContent')}
      </a>
      <Rail />
      <TopBar />
      <main id="page" className={styles.page} tabIndex={-1}>
        {may(needs) ? <Outlet /> : <NoPermission />}
      </main>
      <KeysSheet />
    </div>
  )
}
