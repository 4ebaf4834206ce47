import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { OldState } from '../parts/marks.tsx'
import { askLabels } from '../parts/old-part-asks.tsx'
import { AskPlace } from '../requests/ask.tsx'
import styles from './old-parts-card.module.css'
import type { Visit } from './visit.ts'

/** What came out at the visit and goes back, labelled with its end. */
export function OldPartsCard({ old }: { old: Visit['oldParts'] }) {
  const { t } = useTranslation('parts')
  const { calendarDay } = useFormat()
  const named = useNamed()
  if (old.length === 0) return null
  return (
    <Card
      title={t('old.title')}
      aside={<Button onClick={() => void askLabels(old.map((one) => one.id))}>{t('old.do.labels')}</Button>}
    >
      <div>
        {old.map((one) => (
          <div key={one.id} className={styles.row}>
            <span className={styles.what}>
              <strong>{one.label}</strong> · {one.part} {named(one.name)}
              {one.serial && <span className={styles.quiet}> {one.serial}</span>}
            </span>
            <span className={styles.quiet}>{one.dueOn && t('old.dueBy', { day: calendarDay(one.dueOn) })}</span>
            <OldState state={one.state} />
          </div>
        ))}
      </div>
      <AskPlace />
    </Card>
  )
}
