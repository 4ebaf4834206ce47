import { Button, EmptyState, ErrorState, useProblemText } from '@aftercare/ui'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { problemFrom } from './api.ts'
import { useGo } from './go.tsx'

/** There is no such page, or no such thing on it (a 404 of the server shows the same). */
export function Missing() {
  const { t } = useTranslation('common')
  const go = useGo()
  return (
    <EmptyState
      as="h1"
      icon="search"
      title={t('error.notFoundTitle')}
      hint={t('error.notFoundHint')}
      action={<Button onClick={() => go(paths.home())}>{t('do.back')}</Button>}
    />
  )
}

/** A page that threw. A chunk that is gone after an update is the usual cause: loading again fetches the new one. */
export function Broken({ error }: ErrorComponentProps) {
  const { t } = useTranslation('common')
  const textOf = useProblemText()
  const problem = problemFrom(error)
  return (
    <ErrorState
      title={t('error.pageTitle')}
      text={problem ? textOf(problem) : ''}
      requestId={problem?.requestId}
      onRetry={() => location.reload()}
    />
  )
}
