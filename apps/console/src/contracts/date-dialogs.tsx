import { ifMatch } from '@aftercare/api'
import { Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '../assets/today.ts'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import type { PlannedDate } from './dates-card.tsx'

export type DateAction = 'move' | 'skip' | 'done'
type Values = { on: string; reason: string }
const said = { move: 'done.moved', skip: 'done.skipped', done: 'done.marked' } as const

type DateDialogProps = {
  action: DateAction
  date: PlannedDate
  /** The day it is moved to, where that is known already. */
  on?: string
  onClose: () => void
}

/** Moves a planned date, skips it or says that it was done; always with a day or a reason. */
export function DateDialog({ action, date, on, onClose }: DateDialogProps) {
  const { t } = useTranslation('contracts')
  const at = { params: { path: { id: date.id } }, headers: ifMatch(date.version) }
  const save = useChange(
    ({ on, reason }: Values) => {
      if (action === 'move') return api.PUT('/api/v1/maintenance-dates/{id}/day', { ...at, body: { on, reason } })
      if (action === 'skip') return api.PUT('/api/v1/maintenance-dates/{id}/skip', { ...at, body: { reason } })
      return api.PUT('/api/v1/maintenance-dates/{id}/done', { ...at, body: { on, ...(reason && { note: reason }) } })
    },
    {
      paths: ['/api/v1/maintenance-dates', '/api/v1/contracts/{id}', '/api/v1/assets/{id}/contracts'],
      done: t(said[action]),
      next: onClose,
    },
  )
  return (
    <Modal open title={t(`do.${action}`)} footer={null} onCancel={onClose}>
      <FormShell<Values>
        busy={save.isPending}
        error={save.error}
        submitLabel={t(`do.${action}`)}
        onSubmit={save.mutate}
        onCancel={onClose}
        initial={{ on: on ?? (action === 'move' ? date.plannedOn : today()) }}
      >
        {action !== 'skip' && (
          <Form.Item name="on" label={t(action === 'move' ? 'field.day' : 'field.doneOn')} rules={[{ required: true }]}>
            <DayField />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t(action === 'done' ? 'field.note' : 'field.reason')}
          rules={action === 'done' ? [] : [{ required: true, whitespace: true }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
