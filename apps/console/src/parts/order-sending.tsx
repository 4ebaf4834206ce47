import { type Answer, ifMatch } from '@aftercare/api'
import { Card, StatusTag, type Tone } from '@aftercare/ui'
import { type Language, languageNames, languages } from '@aftercare/words'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './parts.module.css'

const path = '/api/v1/purchase-orders/{id}'
type Order = Answer<typeof path>
const TONES: Record<Order['sendings'][number]['mail'], Tone> = {
  queued: 'waiting',
  sent: 'done',
  failed: 'breach',
  suppressed: 'waiting',
}

/** When it left the house, to whom, as which revision; and that the supplier has another order, when it was changed since. */
export function SendingCard({ order }: { order: Order }) {
  const { t } = useTranslation('parts')
  return (
    <Card title={t('sending.title')}>
      {order.sendings.length === 0 && <p className={styles.quiet}>{t('sending.never')}</p>}
      {order.isChangedSinceSent && (
        <p>
          <StatusTag tone="waiting">{t('sending.changed')}</StatusTag>
        </p>
      )}
      <div className={styles.rows}>
        {order.sendings.map((one) => (
          <div key={one.id} className={styles.row}>
            <span>
              <a href={`/api/v1/files/${one.fileId}`} target="_blank" rel="noreferrer">
                {t('sending.revision', { revision: one.revision })}
              </a>{' '}
              {one.to}
              <br />
              <span className={styles.quiet}>
                <At at={one.at} /> {one.by}
              </span>
            </span>
            <StatusTag tone={TONES[one.mail]}>{t(`sending.mail.${one.mail}`)}</StatusTag>
          </div>
        ))}
      </div>
    </Card>
  )
}

/** The paper for a look, and the mail: called by what sending it means now. */
export function SendingSteps({ order, paths }: { order: Order; paths: readonly string[] }) {
  const { t } = useTranslation('parts')
  const isOver = order.state === 'closed' || (order.state === 'cancelled' && order.sendings.length === 0)
  const label =
    order.sendings.length === 0 ? 'do.sendOrder' : order.isChangedSinceSent ? 'do.sendRevision' : 'do.sendAgain'
  return (
    <>
      <Button href={`/api/v1/purchase-orders/${order.id}/purchase-order.pdf`} target="_blank">
        {t('do.paper')}
      </Button>
      {!isOver && (
        <DialogButton label={t(label)} needs="parts.buy" isMain={label !== 'do.sendAgain'}>
          {(close) => <SendForm order={order} label={t(label)} paths={paths} onClose={close} />}
        </DialogButton>
      )}
    </>
  )
}

type Values = { to: string; language: Language; person?: string; account?: string }
type FormProps = { order: Order; label: string; paths: readonly string[]; onClose: () => void }

function SendForm({ order, label, paths, onClose }: FormProps) {
  const { t } = useTranslation('parts')
  const { language } = useFormat()
  const send = useChange(
    (values: Values) =>
      api.PUT(`${path}/sending`, {
        params: { path: { id: order.id } },
        headers: ifMatch(order.version),
        body: filled(values),
      }),
    { paths, done: t('done.orderSent'), next: onClose },
  )
  const { email: to, ...known } = order.contact ?? { email: undefined, language }
  return (
    <FormShell<Values>
      busy={send.isPending}
      error={send.error}
      submitLabel={label}
      initial={filled({ ...known, to }) as Values}
      onCancel={onClose}
      onSubmit={send.mutate}
    >
      <p className={styles.quiet}>{t('sending.hint')}</p>
      <Form.Item name="to" label={t('sending.to')} rules={[{ required: true, type: 'email' }]}>
        <Input type="email" maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="language" label={t('sending.language')} rules={[{ required: true }]}>
        <Select options={languages.map((value) => ({ value, label: languageNames[value] }))} />
      </Form.Item>
      <Form.Item name="person" label={t('sending.person')}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="account" label={t('sending.account')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </FormShell>
  )
}
