import { ErrorState, useProblemText } from '@aftercare/ui'
import { chooseLanguage, hasChosenLanguage } from '@aftercare/words/web'
import { Outlet, useMatches, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { problemFrom } from './api.ts'
import styles from './frame.module.css'
import { KeysSheet } from './keys-sheet.tsx'
import { useLiveStream } from './live.ts'
import { NoPermission } from './no-permission.tsx'
import { Rail } from './rail.tsx'
import { useCan, useSession, useSessionQuery } from './session.ts'
import { TopBar } from './top-bar.tsx'

/** Rail, top bar and the page between them, for those who are signed in; the others go to the sign-in page and come back. */
export function Frame() {
  const session = useSessionQuery()
  const textOf = useProblemText()
  const problem = problemFrom(session.error)
  if (problem?.status === 401) return <ToSignIn />
  if (problem && !session.data) {
    return <ErrorState text={textOf(problem)} requestId={problem.requestId} onRetry={() => void session.refetch()} />
  }
  if (!session.data) return null
  return <Room />
}

/** Once, with the address one wanted: while the sign-in page loads, this is still on the screen. */
function ToSignIn() {
  const router = useRouter()
  useEffect(() => {
    const to = router.state.location.href
    void router.navigate({ to: paths.signIn(), search: { to }, replace: true } as never)
  }, [router])
  return null
}

/** On a new device the console speaks as the person chose elsewhere. */
function useOwnLanguage() {
  const { person } = useSession()
  useEffect(() => {
    if (!hasChosenLanguage()) void chooseLanguage(person.language)
  }, [person.language])
}

function Room() {
  const { t } = useTranslation('console')
  const may = useCan()
  const needs = useMatches({ select: (matches) => matches.at(-1)?.staticData.needs })
  useLiveStream()
  useOwnLanguage()
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
