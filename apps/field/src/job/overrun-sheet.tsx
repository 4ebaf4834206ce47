import { OVERRUN_REASONS } from '@aftercare/rules'
import { Button, Select, Sheet, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Overrun, tellOverrun, withdrawOverrun } from '../data/changes.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import styles from './overrun.module.css'

const QUICK = [15, 30, 45, 60, 90, 120]
const [LEAST, MOST] = [5, 1440]
const UNDER_WAY: readonly string[] = ['en_route', 'on_site', 'working']

/** Beside the status while somebody is at it: says that it takes longer, and once told by how much and why. */
export function OverrunLine({ visit }: { visit: Visit }) {
  const { t } = useTranslation('dispatch')
  const [open, setOpen] = useState(false)
  if (!UNDER_WAY.includes(visit.status)) return null
  const { overrun } = visit
  return (
    <>
      <button type="button" className={styles.line} data-told={overrun !== null} onClick={() => setOpen(true)}>
        {overrun ? t('overrun.toldWhy', { minutes: overrun.minutes, reason: overrun.reason }) : t('overrun.dots')}
      </button>
      <OverrunSheet key={`${open}`} visit={visit} open={open} onClose={() => setOpen(false)} />
    </>
  )
}

/** By how much and why; told at once or, without a network, later. Withdrawn when it was not so. */
function OverrunSheet({ visit, open, onClose }: { visit: Visit; open: boolean; onClose: () => void }) {
  const { t } = useTranslation(['dispatch', 'common'])
  const { dates } = useFormat()
  const store = useStore()
  const [minutes, setMinutes] = useState(String(visit.overrun?.minutes ?? 30))
  const [reason, setReason] = useState<string>(visit.overrun?.reason ?? '')
  const [note, setNote] = useState(visit.overrun?.note ?? '')
  const by = Number(minutes)
  const isWhole = Number.isInteger(by) && by >= LEAST && by <= MOST
  const tell = async () => {
    await tellOverrun(store, visit.id, { minutes: by, reason: reason as Overrun['reason'], note: note.trim() || null })
    onClose()
  }
  const withdraw = async () => {
    await withdrawOverrun(store, visit.id)
    onClose()
  }
  return (
    <Sheet
      open={open}
      title={t('overrun.title', { number: visit.number })}
      onClose={onClose}
      actions={
        <>
          {visit.overrun && (
            <Button kind="quiet" block onClick={() => void withdraw()}>
              {t('overrun.withdraw')}
            </Button>
          )}
          <Button kind="primary" block disabled={!isWhole || reason === ''} onClick={() => void tell()}>
            {t('common:do.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <div className={styles.quick}>
          {QUICK.map((n) => (
            <button key={n} type="button" aria-pressed={by === n} onClick={() => setMinutes(String(n))}>
              {t('unit.minutes', { n })}
            </button>
          ))}
        </div>
        <TextField
          label={t('overrun.by')}
          value={minutes}
          onChange={setMinutes}
          inputMode="numeric"
          hint={
            isWhole
              ? t('overrun.until', { when: dates(visit.timeZone).time(Date.parse(visit.endsAt) + by * 60_000) })
              : undefined
          }
        />
        <Select
          label={t('overrun.because')}
          value={reason}
          onChange={setReason}
          options={OVERRUN_REASONS.map((value) => ({ value, label: t(`overrunReason.${value}`) }))}
        />
        <TextField label={t('common:note')} optional value={note} onChange={setNote} rows={2} maxLength={2000} />
      </div>
    </Sheet>
  )
}
