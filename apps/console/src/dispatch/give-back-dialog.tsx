import { DECLINE_REASONS } from '@aftercare/rules'
import { Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './order-page.module.css'
import { useWord } from './words.ts'

type Values = { reason: (typeof DECLINE_REASONS)[number]; note?: string }
type GiveBackProps = { offerId: string; number: string; onDone: (isGiven: boolean) => void }

/** A station gives back what it has accepted, and says why; from then on it does not see the order any more. */
export function GiveBackDialog({ offerId, number, onDone }: GiveBackProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const word = useWord()
  const give = useChange(
    ({ reason, note }: Values) =>
      api.PUT('/api/v1/offers/{id}/return', {
        params: { path: { id: offerId } },
        body: { reason, ...(note?.trim() ? { note: note.trim() } : {}) },
      }),
    {
      paths: ['/api/v1/work-orders', '/api/v1/board'],
      done: t('offer.givenBack', { number }),
      next: () => onDone(true),
    },
  )
  return (
    <Modal open footer={null} title={t('offer.giveBack', { number })} onCancel={() => onDone(false)}>
      <FormShell<Values>
        busy={give.isPending}
        error={give.error}
        submitLabel={t('offer.giveIt')}
        onSubmit={(values) => give.mutate(values)}
        onCancel={() => onDone(false)}
      >
        <p className={styles.hint}>{t('offer.giveBackHint')}</p>
        <Form.Item name="reason" label={t('cancel.reason')} rules={[{ required: true }]}>
          <Radio.Group
            vertical
            options={DECLINE_REASONS.map((value) => ({ value, label: word(`declineReason.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="note" label={t('common:note')}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
