import { CANCEL_REASONS } from '@aftercare/rules'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWord } from '../words.ts'

const reasons = { visit: CANCEL_REASONS.visit, order: CANCEL_REASONS.workOrder }
export type Cancelled<Of extends 'visit' | 'order'> = { reason: (typeof reasons)[Of][number]; note?: string }

type CancelProps<Of extends 'visit' | 'order'> = {
  of: Of
  number: string
  /** Asked instead of whether to cancel it. */
  title?: string
  busy?: boolean
  onDone: (why: Cancelled<Of> | null) => void
}

/** Nothing is cancelled without saying why. */
export function CancelDialog<Of extends 'visit' | 'order'>({
  of,
  number,
  title,
  busy = false,
  onDone,
}: CancelProps<Of>) {
  const { t } = useTranslation(['dispatch', 'common'])
  const word = useWord()
  const [reason, setReason] = useState<Cancelled<Of>['reason'] | null>(null)
  const [note, setNote] = useState('')
  return (
    <Modal
      open
      title={title ?? t(of === 'visit' ? 'cancel.visit' : 'cancel.order', { number })}
      okText={t(title ? 'do.giveBack' : 'do.cancelIt')}
      okButtonProps={{ danger: true, disabled: reason === null, loading: busy }}
      cancelText={t('common:do.back')}
      onCancel={() => onDone(null)}
      onOk={() => reason && onDone({ reason, ...(note.trim() ? { note: note.trim() } : {}) })}
    >
      <Form layout="vertical">
        <Form.Item label={t('cancel.reason')} htmlFor="cancel-reason">
          <Select
            id="cancel-reason"
            value={reason}
            options={reasons[of].map((value) => ({ value, label: word(`cancelReason.${value}`) }))}
            onChange={(value: Cancelled<Of>['reason']) => setReason(value)}
          />
        </Form.Item>
        <Form.Item label={t('common:note')} htmlFor="cancel-note">
          <Input.TextArea
            id="cancel-note"
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
