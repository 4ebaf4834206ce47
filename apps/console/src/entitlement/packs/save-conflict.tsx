import { useProblemText } from '@aftercare/ui'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { problemFrom } from '../../shell/api.ts'
import type { VersionAnswer } from './marks.tsx'
import styles from './packs.module.css'
import type { Draft } from './use-draft.ts'

/** Why a draft could not be saved: places to correct, or somebody who wrote in it meanwhile. */
export function SaveConflict({ draft, version }: { draft: Draft; version: VersionAnswer }) {
  const { t } = useTranslation('packs')
  const textOf = useProblemText()
  const problem = problemFrom(draft.error)
  if (!problem) return null
  const isConflict = problem.code === 'conflict.version'
  const by = version.happened[0]?.by ?? t('somebody')
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={isConflict ? t('conflict', { by }) : textOf(problem)}
      description={problem.errors.slice(0, 20).map((one) => (
        <p key={`${one.path} ${one.code}`}>
          <code>{one.path}</code> {one.message}
        </p>
      ))}
      action={
        isConflict && (
          <span className={styles.bar}>
            <Button size="small" onClick={draft.giveUp}>
              {t('conflictTheirs')}
            </Button>
            <Button size="small" danger onClick={draft.saveOver}>
              {t('conflictMine')}
            </Button>
          </span>
        )
      }
    />
  )
}
