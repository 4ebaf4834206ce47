import { Button } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Remark, tellRemark } from '../data/remarks.ts'
import { useStore } from '../data/use-store.ts'
import styles from './job.module.css'

type Props = {
  visitId: string
  kind: Remark['kind']
  seen: string
  choices: readonly Remark['choice'][]
  onChosen?: (choice: Remark['choice']) => void
}

/** Something does not fit: what the technician does about it is one tap, and the desk hears of it. */
export function OddChoice({ visitId, kind, seen, choices, onChosen }: Props) {
  const { t } = useTranslation('field')
  const store = useStore()
  const [noted, setNoted] = useState('')
  if (noted === seen) return <p role="status">{t('odd.noted')}</p>
  const choose = async (choice: Remark['choice']) => {
    await tellRemark(store, visitId, { kind, seen, choice })
    setNoted(seen)
    onChosen?.(choice)
  }
  return (
    <div className={styles.list}>
      {choices.map((choice) => (
        <Button key={choice} block onClick={() => void choose(choice)}>
          {t(`odd.${kind}.${choice}` as 'odd.unknown_code.left_out')}
        </Button>
      ))}
    </div>
  )
}
