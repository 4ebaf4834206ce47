import { TIME_FIELDS, type TimeField } from '@aftercare/rules'
import { Button, Select, Sheet, TextField } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { correctTime, figuresOf } from '../data/day-sheet.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import styles from './day-sheet.module.css'

/** It was otherwise: which figure, what it was, and why. What the steps said is kept beside it. */
export function CorrectionSheet({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { t } = useTranslation(['field', 'common'])
  const store = useStore()
  const now = figuresOf(visit)
  const [field, setField] = useState<TimeField>('travelMinutes')
  const [text, setText] = useState(String(now.travelMinutes ?? ''))
  const [reason, setReason] = useState('')
  const value = Number(text.replace(',', '.'))
  const isFigure =
    text.trim() !== '' &&
    Number.isFinite(value) &&
    value >= 0 &&
    value <= 99_999 &&
    (field === 'km' || Number.isInteger(value))
  const keep = async () => {
    await correctTime(store, visit.id, { field, value: Math.round(value * 10) / 10, reason: reason.trim() })
    onClose()
  }
  return (
    <Sheet
      open
      title={t('sheet.correct')}
      onClose={onClose}
      actions={
        <Button kind="primary" block disabled={!isFigure || reason.trim() === ''} onClick={() => void keep()}>
          {t('common:do.save')}
        </Button>
      }
    >
      <div className={styles.form}>
        <Select
          label={t('sheet.what')}
          value={field}
          onChange={(chosen) => {
            setField(chosen as TimeField)
            setText(String(now[chosen as TimeField] ?? ''))
          }}
          options={TIME_FIELDS.map((one) => ({ value: one, label: t(`sheet.${one}`) }))}
        />
        <TextField
          label={t('sheet.was')}
          inputMode="decimal"
          value={text}
          onChange={setText}
          error={isFigure ? undefined : t('line.badQuantity')}
        />
        <TextField label={t('sheet.why')} value={reason} onChange={setReason} rows={2} maxLength={150} />
      </div>
    </Sheet>
  )
}
