import type { Answer } from '@aftercare/api'
import { Card, Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { LookupSelect } from '../shell/lookup-select.tsx'
import { useChange } from '../shell/use-change.ts'
import { LinesDialog } from './lines-dialog.tsx'
import { WorkStatus } from './marks.tsx'
import styles from './order-page.module.css'
import type { Order } from './order-page.tsx'

const path = '/api/v1/work-orders/{id}/links'
type Linked = Answer<typeof path>['first'][number]

/** What must be over before this order begins, and what waits for it. */
export function OrderLinks({ order }: { order: Order }) {
  const { t } = useTranslation(['dispatch', 'common'])
  const [open, setOpen] = useState(false)
  const { data } = $api.useQuery('get', path, { params: { path: { id: order.id } } })
  if (!data) return null
  const edit = order.can.includes('edit') && (
    <Button onClick={() => setOpen(true)}>{t(data.first.length === 0 ? 'links.add' : 'common:do.edit')}</Button>
  )
  return (
    <Card title={t('links.title')} aside={edit}>
      {data.first.length + data.after.length === 0 && <p className={styles.quiet}>{t('links.none')}</p>}
      <ul className={styles.visits}>
        {data.first.map((one) => (
          <Line key={one.workOrderId} word={t('links.after')} linked={one} />
        ))}
        {data.after.map((one) => (
          <Line key={one.workOrderId} word={t('links.before')} linked={one} />
        ))}
      </ul>
      {open && <LinksDialog order={order} first={data.first} onDone={() => setOpen(false)} />}
    </Card>
  )
}

function Line({ word, linked }: { word: string; linked: Linked }) {
  const { t } = useTranslation('dispatch')
  const { span } = useFormat()
  return (
    <li className={styles.visit}>
      <span>{word}</span>
      <Go to={paths.workOrder(linked.workOrderId)}>{linked.number}</Go>
      <span>{linked.title}</span>
      <WorkStatus status={linked.status} />
      <span className={styles.quiet}>
        {linked.gapMinutes > 0 && t('links.gapOf', { time: span(linked.gapMinutes * 60_000) })}
      </span>
    </li>
  )
}

type Values = { first: { workOrderId: string; gapMinutes: number }[] }
type DialogProps = { order: Order; first: readonly Linked[]; onDone: () => void }

function LinksDialog({ order, first, onDone }: DialogProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const save = useChange((body: Values) => api.PUT(path, { params: { path: { id: order.id } }, body }), {
    paths: [path, '/api/v1/work-orders/{id}', '/api/v1/board'],
    done: t('common:saved'),
    next: onDone,
  })
  return (
    <LinesDialog
      title={t('links.title')}
      hint={t('links.hint')}
      addLabel={t('links.add')}
      name="first"
      lines={first}
      fresh={{ gapMinutes: 0 }}
      save={save}
      onDone={onDone}
    >
      {({ key, ...line }) => <LinkLine known={first[key]} {...line} />}
    </LinesDialog>
  )
}

function LinkLine({ at, known, onRemove }: { at: number; known: Linked | undefined; onRemove: () => void }) {
  const { t } = useTranslation(['dispatch', 'common'])
  return (
    <div className={styles.link}>
      <Form.Item name={[at, 'workOrderId']} label={t('links.after')} rules={[{ required: true }]}>
        <LookupSelect<{ id: string; number: string; title: string }>
          path="/api/v1/work-orders"
          known={known && { value: known.workOrderId, label: known.number, note: known.title }}
          show={({ id, number, title }) => ({ value: id, label: number, note: title })}
        />
      </Form.Item>
      <Form.Item name={[at, 'gapMinutes']} label={t('links.gap')} rules={[{ required: true }]}>
        <InputNumber min={0} max={43_200} step={15} precision={0} />
      </Form.Item>
      <Button
        type="text"
        icon={<Icon name="close" size={16} />}
        aria-label={t('common:do.remove')}
        onClick={onRemove}
      />
    </div>
  )
}
