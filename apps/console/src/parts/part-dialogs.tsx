import { Form, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '../assets/today.ts'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { Entries } from './entries.tsx'
import { useUnit } from './marks.tsx'
import type { Part } from './part-form.tsx'
import { PartSelect } from './selects.tsx'

const KINDS = ['maker', 'supplier', 'other', 'barcode'] as const
type Of = { partId: string; onClose: () => void }

/** One change of a part: sent, told, the page fetched again. */
export function usePartChange<Values>(work: (values: Values) => Promise<unknown>, onClose: () => void) {
  const { t } = useTranslation('common')
  return useChange(work, { paths: ['/api/v1/parts/{id}', '/api/v1/parts'], done: t('saved'), next: onClose })
}

type NumberValues = { kind: (typeof KINDS)[number]; issuer: string; number: string }

export function NumberForm({ partId, onClose }: Of) {
  const { t } = useTranslation(['parts', 'common'])
  const save = usePartChange(
    (body: NumberValues) => api.POST('/api/v1/parts/{id}/numbers', { params: { path: { id: partId } }, body }),
    onClose,
  )
  return (
    <FormShell<NumberValues>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ kind: 'maker' }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item name="kind" label={t('numbers.kind')}>
        <Select options={KINDS.map((value) => ({ value, label: t(`numberKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="issuer" label={t('numbers.issuer')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="number" label={t('column.number')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </FormShell>
  )
}

type UnitValues = { unit: string; numerator: number; denominator: number }

export function UnitForm({ part, onClose }: { part: Part; onClose: () => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const named = useUnit()
  const save = usePartChange(
    (body: UnitValues) => api.POST('/api/v1/parts/{id}/units', { params: { path: { id: part.id } }, body }),
    onClose,
  )
  const whole = <InputNumber min={1} max={1_000_000} precision={0} style={{ width: '100%' }} />
  return (
    <FormShell<UnitValues>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ numerator: 10, denominator: 1 }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item name="unit" label={t('units.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="numerator" label={t('units.numerator', { unit: named(part.unit) })} rules={[{ required: true }]}>
        {whole}
      </Form.Item>
      <Form.Item name="denominator" label={t('units.denominator')} tooltip={t('units.denominatorHint')}>
        {whole}
      </Form.Item>
    </FormShell>
  )
}

type SuccessorValues = { successorId: string; fromOn: string; bothWays: boolean }

export function SuccessorForm({ partId, onClose }: Of) {
  const { t } = useTranslation(['parts', 'common'])
  const save = usePartChange(
    (body: SuccessorValues) => api.POST('/api/v1/parts/{id}/successors', { params: { path: { id: partId } }, body }),
    onClose,
  )
  return (
    <FormShell<SuccessorValues>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ fromOn: today(), bothWays: false }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item name="successorId" label={t('chain.replacedBy')} rules={[{ required: true }]}>
        <PartSelect />
      </Form.Item>
      <Form.Item name="fromOn" label={t('chain.fromOn')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="bothWays" label={t('chain.bothWays')} tooltip={t('chain.bothWaysHint')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormShell>
  )
}

type KitValues = { items: { partId: string; quantity: number }[] }

export function KitForm({ part, onClose }: { part: Part; onClose: () => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const save = usePartChange(
    (body: KitValues) => api.PUT('/api/v1/parts/{id}/kit', { params: { path: { id: part.id } }, body }),
    onClose,
  )
  const now = part.items.map((one) => ({ partId: one.id, quantity: one.quantity }))
  const known = new Map(part.items.map((one) => [one.id, { value: one.id, label: one.number }]))
  return (
    <FormShell<KitValues>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ items: now.length > 0 ? now : [{ quantity: 1 } as KitValues['items'][number]] }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Entries name="items" blank={{ quantity: 1 }}>
        {(at) => (
          <>
            <Form.Item name={[at, 'partId']} label={t('column.part')} rules={[{ required: true }]}>
              <PartSelect known={known.get(now[at]?.partId ?? '')} />
            </Form.Item>
            <Form.Item name={[at, 'quantity']} label={t('column.quantity')} rules={[{ required: true }]}>
              <InputNumber min={0.000001} style={{ width: '100%' }} />
            </Form.Item>
          </>
        )}
      </Entries>
    </FormShell>
  )
}
