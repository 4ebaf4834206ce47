import type { ApiProblem } from '@aftercare/api'
import { CopyText, Icon, useProblemText } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import styles from './page.module.css'

/** Why it was not taken, in words; nothing that was typed is lost. */
export function Refusal({ problem }: { problem: ApiProblem | null }) {
  const { t } = useTranslation('common')
  const say = useProblemText()
  if (!problem) return null
  const fields = problem.errors.map((one) => one.message)
  return (
    <div className={styles.refusal} role="alert">
      <Icon name="warning" />
      <div>
        {fields.length > 0 ? fields.map((text) => <p key={text}>{text}</p>) : <p>{say(problem)}</p>}
        {problem.status >= 500 && problem.requestId && (
          <CopyText text={problem.requestId}>{t('error.requestId', { id: problem.requestId })}</CopyText>
        )}
      </div>
    </div>
  )
}
