import type { Answer } from '@aftercare/api'
import { Card, Icon, StatusTag } from '@aftercare/ui'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { LookupSelect } from '../shell/lookup-select.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { LinesDialog } from './lines-dialog.tsx'
import styles from './order-page.module.css'

const PATHS = {
  work_order: '/api/v1/work-orders/{id}/technician-wishes',
  customer: '/api/v1/customers/{id}/technician-wishes',
  asset: '/api/v1/assets/{id}/technician-wishes',
} as const
type Of = keyof typeof PATHS
type Wish = Answer<(typeof PATHS)['work_order']>['wishes'][number]
type Owner = { of: Of; id: string }

/** What else speaks of who comes is shown with it: an order also follows its customer and its product. */
type CardProps = Owner & { may?: boolean; also?: { customer: string | undefined; asset: string | undefined } }

/** Who is never to come, and who is asked for first: the plan, times offered and the board keep to it. */
export function TechnicianWishes({ also, may = true, ...owner }: CardProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const can = useCan()
  const [open, setOpen] = useState(false)
  const wishes = useWishes(owner.of, owner.id)
  const ofCustomer = useWishes('customer', also?.customer) ?? []
  const ofAsset = useWishes('asset', also?.asset) ?? []
  if (!can('dispatch.read') || !wishes) return null
  const edit = may && can('dispatch.plan') && (
    <Button type="text" size="small" onClick={() => setOpen(true)}>
      {t(wishes.length === 0 ? 'wishes.add' : 'common:do.edit')}
    </Button>
  )
  return (
    <Card title={t('wishes.title')} aside={edit}>
      {wishes.length + ofCustomer.length + ofAsset.length === 0 && <p className={styles.quiet}>{t('wishes.none')}</p>}
      <Lines wishes={wishes} />
      <Lines wishes={ofCustomer} from={t('wishes.of.customer')} />
      <Lines wishes={ofAsset} from={t('wishes.of.asset')} />
      {open && <WishesDialog owner={owner} wishes={wishes} onDone={() => setOpen(false)} />}
    </Card>
  )
}

function useWishes(of: Of, id: string | undefined) {
  const can = useCan()
  const enabled = id !== undefined && can('dispatch.read')
  const query = $api.useQuery('get', PATHS[of], { params: { path: { id: id ?? '' } } }, { enabled })
  return query.data?.wishes
}

function Lines({ wishes, from }: { wishes: readonly Wish[]; from?: string }) {
  const { t } = useTranslation('dispatch')
  if (wishes.length === 0) return null
  return (
    <ul className={styles.visits}>
      {wishes.map(({ technicianId, technician, wish, note }) => (
        <li key={technicianId} className={styles.visit}>
          <strong>{technician}</strong>
          <StatusTag tone={wish === 'excluded' ? 'breach' : 'done'}>{t(`wishes.${wish}`)}</StatusTag>
          {from && <span className={styles.from}>{from}</span>}
          {note && <span className={styles.quiet}>{note}</span>}
        </li>
      ))}
    </ul>
  )
}

type Values = { wishes: { technicianId: string; wish: Wish['wish']; note?: string | null }[] }
type DialogProps = { owner: Owner; wishes: readonly Wish[]; onDone: () => void }

function WishesDialog({ owner: { of, id }, wishes, onDone }: DialogProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const save = useChange(
    ({ wishes: all }: Values) =>
      api.PUT(PATHS[of], {
        params: { path: { id } },
        body: { wishes: all.map((one) => ({ ...one, note: one.note?.trim() || null })) },
      }),
    {
      paths: [...Object.values(PATHS), '/api/v1/work-orders/{id}', '/api/v1/board'],
      done: t('common:saved'),
      next: onDone,
    },
  )
  return (
    <LinesDialog
      title={t('wishes.title')}
      hint={t('wishes.hint')}
      addLabel={t('wishes.add')}
      name="wishes"
      lines={wishes}
      fresh={{ wish: 'excluded' }}
      save={save}
      onDone={onDone}
    >
      {({ key, ...line }) => <WishLine known={wishes[key]} {...line} />}
    </LinesDialog>
  )
}

function WishLine({ at, known, onRemove }: { at: number; known: Wish | undefined; onRemove: () => void }) {
  const { t } = useTranslation(['dispatch', 'common'])
  const choices = (['excluded', 'preferred'] as const).map((value) => ({ value, label: t(`wishes.${value}`) }))
  return (
    <div className={styles.wish}>
      <Form.Item name={[at, 'technicianId']} label={t('column.technician')} rules={[{ required: true }]}>
        <LookupSelect<{ id: string; name: string }>
          path="/api/v1/people"
          query={{ 'filter[roles]': 'technician' }}
          known={known && { value: known.technicianId, label: known.technician }}
          show={({ id, name }) => ({ value: id, label: name })}
        />
      </Form.Item>
      <Form.Item name={[at, 'wish']} label={t('wishes.wish')} rules={[{ required: true }]}>
        <Select options={choices} />
      </Form.Item>
      <Form.Item name={[at, 'note']} label={t('wishes.note')}>
        <Input maxLength={200} />
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
