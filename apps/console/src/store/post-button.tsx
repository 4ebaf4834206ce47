import { useProblemText } from '@aftercare/ui'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemFrom } from '../shell/api.ts'
import { nameOf } from '../shell/field-errors.ts'

type Props = { label: string; disabled: boolean; isMain?: boolean; busy: boolean; onPost: () => void }

export function PostButton({ label, disabled, isMain = true, busy, onPost }: Props) {
  return (
    <Button size="large" {...(isMain && { type: 'primary' })} disabled={disabled} loading={busy} onClick={onPost}>
      {label}
    </Button>
  )
}

/** Why nothing was posted, with the line it is about; what was scanned is still there. */
export function PostError({ error, lines }: { error: unknown; lines: readonly { part: string }[] }): ReactNode {
  const { t } = useTranslation('store')
  const textOf = useProblemText()
  const problem = problemFrom(error)
  if (!problem) return null
  const partOf = (path: string) => lines[Number(nameOf(path)[1])]?.part
  const texts = problem.errors.map((one) => [partOf(one.path), one.message].filter(Boolean).join(': '))
  return (
    <Alert
      type="error"
      showIcon
      title={t('notPosted')}
      description={(texts.length > 0 ? texts : [textOf(problem)]).map((text) => <p key={text}>{text}</p>)}
    />
  )
}
