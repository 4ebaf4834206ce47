import type { components } from '@aftercare/api'
import { OVERRUN_REASONS } from '@aftercare/rules'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, Input, InputNumber, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './overrun-dialog.module.css'
import { useWord } from './words.ts'

type Values = components['schemas']['NewOverrun']
type OverrunProps = {
  visit: {
    id: string
    number: string
    endsAt: string
    overrun: { minutes: number; reason: string; note: string | null } | null
  }
  zone: string
  onDone: () => void
}

/** Lateness is shown and counted wherever plans are. */
const touched = ['/api/v1/board', '/api/v1/visits', '/api/v1/visits/{id}', '/api/v1/late-risks']
const QUICK = [15, 30, 45, 60, 90, 120]

/** Says that a visit takes longer than planned, and why; again when more is known. */
export function OverrunDialog({ visit, zone, onDone }: OverrunProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const word = useWord()
  const { overrun } = visit
  const save = useChange(
    async ({ note, ...told }: Values) => {
      await api.PUT('/api/v1/visits/{id}/overrun', {
        params: { path: { id: visit.id } },
        body: { ...told, ...(note?.trim() ? { note: note.trim() } : {}) },
      })
      return told
    },
    {
      paths: touched,
      done: ({ minutes }) => t('overrun.done', { number: visit.number, minutes }),
      next: onDone,
    },
  )
  const withdraw = useChange(() => api.DELETE('/api/v1/visits/{id}/overrun', { params: { path: { id: visit.id } } }), {
    paths: touched,
    done: t('overrun.withdrawn', { number: visit.number }),
    next: onDone,
    tellRefusal: true,
  })
  const needed = [{ required: true }]
  return (
    <Modal open footer={null} title={t('overrun.title', { number: visit.number })} onCancel={onDone}>
      {overrun && (
        <p className={styles.told}>
          <OverrunText of={overrun} />
          <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('overrun.withdraw')}
          </Button>
        </p>
      )}
      <FormShell<Values>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('common:do.save')}
        initial={(overrun as Values | null) ?? { minutes: 30 }}
        onSubmit={(values) => save.mutate(values)}
        onCancel={onDone}
      >
        <Form.Item name="minutes" label={t('overrun.by')} rules={needed}>
          <InputNumber autoFocus min={5} max={1440} step={5} inputMode="numeric" />
        </Form.Item>
        <Form.Item noStyle shouldUpdate>
          {({ getFieldValue, setFieldValue }) => (
            <>
              <div className={styles.quick}>
                {QUICK.map((minutes) => (
                  <Button
                    key={minutes}
                    aria-pressed={getFieldValue('minutes') === minutes}
                    onClick={() => setFieldValue('minutes', minutes)}
                  >
                    {t('unit.minutes', { n: minutes })}
                  </Button>
                ))}
              </div>
              <Until endsAt={visit.endsAt} minutes={getFieldValue('minutes')} zone={zone} />
            </>
          )}
        </Form.Item>
        <Form.Item name="reason" label={t('overrun.because')} rules={needed}>
          <Radio.Group
            className={styles.reasons!}
            options={OVERRUN_REASONS.map((value) => ({ value, label: word(`overrunReason.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="note" label={t('common:note')}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}

function Until({ endsAt, minutes, zone }: { endsAt: string; minutes: number | null; zone: string }) {
  const { t } = useTranslation('dispatch')
  const { dates } = useFormat()
  if (!minutes) return null
  const when = dates(zone).dayTime(Date.parse(endsAt) + minutes * 60_000)
  return (
    <p className={styles.until} role="status">
      {t('overrun.until', { when })}
    </p>
  )
}

/** "30 min: waiting for a part (comes by courier)" */
export function OverrunText({ of }: { of: NonNullable<OverrunProps['visit']['overrun']> }) {
  const { t } = useTranslation('dispatch')
  const why = t('overrun.why', { minutes: of.minutes, reason: of.reason })
  return <>{of.note ? `${why} (${of.note})` : why}</>
}
