import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { StationSelect } from '../assets/station-select.tsx'
import { today } from '../assets/today.ts'
import { DialogButton } from '../billing/dialog-button.tsx'
import { $api, api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { useAssetContracts } from './asset-contracts.ts'
import styles from './contracts.module.css'

type Plan = Answer<'/api/v1/assets/{id}/contracts'>['plans'][number]
const touched = ['/api/v1/assets/{id}/contracts', '/api/v1/maintenance-dates']

/** The maintenance planned for a product, with or without a contract: what it waits for, and when it comes next. */
export function PlansCard({ assetId }: { assetId: string }) {
  const { t } = useTranslation('contracts')
  const can = useCan()
  const query = useAssetContracts(assetId)
  if (!query.data) return null
  const open = can('contracts.plan') && (
    <DialogButton label={t('do.openPlan')}>{(close) => <PlanForm assetId={assetId} onClose={close} />}</DialogButton>
  )
  return (
    <Card title={t('card.plans')} aside={open}>
      {query.data.plans.length === 0 && <p className={styles.quiet}>{t('noPlans')}</p>}
      <div className={styles.stack}>
        {query.data.plans.map((plan) => (
          <PlanLine key={plan.id} plan={plan} />
        ))}
      </div>
    </Card>
  )
}

function PlanLine({ plan }: { plan: Plan }) {
  const { t } = useTranslation('contracts')
  const { calendarDay } = useFormat()
  const named = useNamed()
  const waits = plan.condition && !plan.nextOn
  return (
    <div className={styles.sum}>
      <span>
        {named(plan.name)}
        <br />
        <span className={styles.quiet}>
          {plan.nextOn ? t('nextOn', { day: calendarDay(plan.nextOn) }) : t(`dueBy.${plan.dueBy}`)}
          {waits && ` · ${t('waitsFor', { what: named(plan.condition!) })}`}
        </span>
      </span>
      {waits && plan.status === 'active' && (
        <DialogButton label={t('do.see')} needs="contracts.plan">
          {(close) => <SeenForm plan={plan} onClose={close} />}
        </DialogButton>
      )}
    </div>
  )
}

type Seen = { note: string; on: string }

/** Somebody saw what the plan waits for: it is due at once, and the work is opened. */
function SeenForm({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useTranslation('contracts')
  const named = useNamed()
  const save = useChange(
    (body: Seen) => api.PUT('/api/v1/maintenance-plans/{id}/condition', { params: { path: { id: plan.id } }, body }),
    { paths: touched, done: t('done.seen'), next: onClose },
  )
  return (
    <FormShell<Seen>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.see')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ on: today() }}
    >
      <p>{plan.condition && named(plan.condition)}</p>
      <Form.Item name="note" label={t('field.seenNote')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="on" label={t('field.dueOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
    </FormShell>
  )
}

type Opened = { templateId: string; stationId?: string | null; startsOn: string; endsOn?: string | null }

/** Maintenance of a product without a contract, by time, meter or condition. */
function PlanForm({ assetId, onClose }: { assetId: string; onClose: () => void }) {
  const { t } = useTranslation(['contracts', 'billing'])
  const named = useNamed()
  const templates = $api.useQuery('get', '/api/v1/maintenance-templates', {
    params: { query: { 'filter[isActive]': 'true', limit: 200 } },
  } as never)
  const items = ((templates.data as { items: Answer<'/api/v1/maintenance-templates'>['items'] } | undefined)?.items ??
    []) as Pick<Plan, 'id' | 'name' | 'dueBy'>[]
  const save = useChange((values: Opened) => api.POST('/api/v1/maintenance-plans', { body: { ...values, assetId } }), {
    paths: touched,
    done: t('done.planned'),
    next: onClose,
  })
  return (
    <FormShell<Opened>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.openPlan')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ startsOn: today() }}
    >
      <Form.Item name="templateId" label={t('field.planTemplateId')} rules={[{ required: true }]}>
        <Select
          loading={templates.isPending}
          options={items.map((one) => ({ value: one.id, label: `${named(one.name)} · ${t(`dueBy.${one.dueBy}`)}` }))}
        />
      </Form.Item>
      <Form.Item name="stationId" label={t('billing:column.station')}>
        <StationSelect />
      </Form.Item>
      <Form.Item name="startsOn" label={t('column.startsOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="endsOn" label={t('column.endsOn')}>
        <DayField />
      </Form.Item>
    </FormShell>
  )
}
