import { WORK_PAUSES } from '@aftercare/rules'
import { Button, Select, Sheet, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Pause, pauseVisit, restingOf, resumeVisit } from '../data/pauses.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import styles from './overrun.module.css'

const UNDER_WAY: readonly string[] = ['en_route', 'on_site', 'working']

/** Beside the status while somebody is at it: the work rests for a while, and why; then that it goes on. */
export function PauseLine({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field-job', 'dispatch'])
  const { dates } = useFormat()
  const store = useStore()
  const [open, setOpen] = useState(false)
  if (!UNDER_WAY.includes(visit.status)) return null
  const resting = restingOf(visit)
  if (resting) {
    const since = dates(visit.timeZone).time(resting.since)
    return (
      <div className={styles.rests} role="status">
        <span>{t('pause.since', { time: since, reason: t(`dispatch:pauseReason.${resting.reason}`) })}</span>
        <Button kind="primary" onClick={() => void resumeVisit(store, visit.id, resting.id)}>
          {t('pause.resume')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <button type="button" className={styles.line} onClick={() => setOpen(true)}>
        {t('pause.dots')}
      </button>
      {open && <PauseSheet visit={visit} onClose={() => setOpen(false)} />}
    </>
  )
}

function PauseSheet({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { t } = useTranslation(['field-job', 'dispatch', 'common'])
  const store = useStore()
  const [reason, setReason] = useState<Pause['reason']>('break')
  const [note, setNote] = useState('')
  const pause = () => void pauseVisit(store, visit.id, reason, note.trim()).then(onClose)
  return (
    <Sheet
      open
      title={t('pause.title')}
      onClose={onClose}
      actions={
        <Button kind="primary" block onClick={pause}>
          {t('pause.do')}
        </Button>
      }
    >
      <div className={styles.form}>
        <Select
          label={t('pause.why')}
          value={reason}
          onChange={(value) => setReason(value as Pause['reason'])}
          options={WORK_PAUSES.map((value) => ({ value, label: t(`dispatch:pauseReason.${value}`) }))}
        />
        <TextField label={t('common:note')} optional value={note} onChange={setNote} rows={2} maxLength={500} />
        <p>{t('pause.hint')}</p>
      </div>
    </Sheet>
  )
}
