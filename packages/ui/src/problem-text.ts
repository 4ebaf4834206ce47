import { useTranslation } from 'react-i18next'

type Refusal = { code: string; status: number; title: string; detail?: string | undefined }

/** What a refusal says. The server has said it in the reader's language; only a lost connection has no words of its own. */
export function useProblemText(): (problem: Refusal) => string {
  const { t } = useTranslation('errors')
  return (problem) => {
    if (problem.detail) return problem.detail
    if (problem.title && problem.title !== `errors:${problem.code}`) return problem.title
    if (problem.code === 'network') return t('network')
    return t(problem.status >= 500 ? 'unavailable' : 'internal')
  }
}
