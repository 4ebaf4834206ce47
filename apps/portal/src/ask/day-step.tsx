import { Button } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import page from '../shell/page.module.css'
import { DayParts } from './day-parts.tsx'
import { type Draft, slotKey, wishes } from './draft.ts'

type DayProps = { draft: Draft; timeZone: string; onChange: (part: Partial<Draft>) => void; onNext: () => void }

/** When it would suit: up to three day parts, or any time. */
export function DayStep({ draft, timeZone, onChange, onNext }: DayProps) {
  const { t } = useTranslation('portal')
  const choose = (slot: { date: string; part: string }) => {
    const key = slotKey(slot)
    const slots = draft.slots.includes(key) ? draft.slots.filter((one) => one !== key) : [...draft.slots, key].slice(-3)
    onChange({ slots })
  }
  return (
    <div className={page.stack}>
      <div>
        <h2 className={page.subtitle}>{t('ask.day')}</h2>
        <p className={page.quiet}>{t('ask.dayHint')}</p>
      </div>
      <DayParts slots={wishes(new Date(), timeZone)} chosen={draft.slots} onChoose={choose} />
      <Button kind="primary" block onClick={onNext} disabled={draft.slots.length === 0}>
        {t('do.next')}
      </Button>
      <Button
        kind="quiet"
        block
        onClick={() => {
          onChange({ slots: [] })
          onNext()
        }}
      >
        {t('ask.anyDay')}
      </Button>
    </div>
  )
}
