import { Button, Select, Sheet, TextField } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HANDING_REASONS, type HandingReason, handOverJob } from '../data/handing-over.ts'
import type { Visit } from '../data/store.ts'
import { useFacts, useStore } from '../data/use-store.ts'
import styles from './job.module.css'
import { RestFields, useRest } from './rest-fields.tsx'

const DISPATCH = 'dispatch'

/** Somebody else goes on: why, what is done, what is left, and who is asked. Told at once or, without a network, later. */
export function HandingOverSheet({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { t } = useTranslation(['field', 'field-work'])
  const store = useStore()
  const colleagues = useFacts()?.colleagues ?? []
  const [reason, setReason] = useState('')
  const [done, setDone] = useState(visit.report.workDone ?? '')
  const [left, setLeft] = useState('')
  const [toId, setToId] = useState(DISPATCH)
  const rest = useRest(visit)
  const isReady = reason !== '' && done.trim() !== '' && left.trim() !== '' && rest.isMinutes
  const tell = async () => {
    const said = { reason: reason as HandingReason, done: done.trim(), left: left.trim() }
    await handOverJob(store, visit.id, {
      ...said,
      ...(toId !== DISPATCH && { toId }),
      ...(rest.rest && { rest: rest.rest }),
    })
    onClose()
  }
  return (
    <Sheet
      open
      title={t('handing.title')}
      onClose={onClose}
      actions={
        <Button kind="primary" block disabled={!isReady} onClick={() => void tell()}>
          {t('handing.do')}
        </Button>
      }
    >
      <div className={styles.list}>
        <Select
          label={t('handing.why')}
          value={reason}
          onChange={setReason}
          options={HANDING_REASONS.map((value) => ({ value, label: t(`field-work:handing.${value}`) }))}
        />
        <TextField label={t('handing.done')} value={done} onChange={setDone} rows={2} maxLength={2000} />
        <TextField label={t('handing.left')} value={left} onChange={setLeft} rows={2} maxLength={2000} />
        <Select
          label={t('handing.to')}
          value={toId}
          onChange={setToId}
          options={[
            { value: DISPATCH, label: t('handing.dispatch') },
            ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <RestFields form={rest} />
      </div>
    </Sheet>
  )
}
