import { type Answer, ifMatch } from '@aftercare/api'
import { AutoComplete, Form, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { NameFields, type Names, typedNames } from '../assets/name-fields.tsx'
import { useNamed } from '../assets/named.ts'
import { amountOf, digitsOf, minorOf } from '../billing/minor.ts'
import { $api, api } from '../shell/api.ts'
import { changed, filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { TRACKING } from './choices.ts'
import { useUnit } from './marks.tsx'
import { TravelFields } from './travel-fields.tsx'

export type Part = Answer<'/api/v1/parts/{id}'>
type Values = {
  number: string
  name: Names
  classId?: string | null
  unit?: string
  decimals?: number
  tracking?: (typeof TRACKING)[number]
  shelfLifeDays?: number | null
  oldPartDueDays?: number | null
  customsCode?: string | null
  hazardCode?: string | null
  originCountry?: string | null
  unNumber?: string | null
  hazardClass?: string | null
  packingGroup?: 'I' | 'II' | 'III' | null
  lithium?: 'ion' | 'metal' | null
  netGrams?: number | null
  needsProof?: boolean
  repairCode?: string | null
  standardAmount?: string | null
  coreAmount?: string | null
  coreCurrency?: string | null
  isActive?: boolean
}
const UNITS = ['piece', 'set', 'pair', 'litre', 'kilogram', 'metre']

/** A new part or a changed one; tells the id of a new one. */
export function PartForm({ part, onDone }: { part?: Part; onDone: (id?: string) => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const named = useNamed()
  const unitName = useUnit()
  const classes = $api.useQuery('get', '/api/v1/part-classes')
  const currency = classes.data?.currency
  const save = useChange(
    async (values: Values) => {
      const { coreAmount, standardAmount, ...plain } = values
      const standard = standardAmount && currency && { standardMinor: minorOf(standardAmount, currency) }
      const body = { ...plain, ...standard, ...coreOf(coreAmount, plain.coreCurrency), name: typedNames(values.name) }
      if (!part) return (await api.POST('/api/v1/parts', { body: filled(body) })).data
      const params = { path: { id: part.id } }
      const patch = changed(body, part)
      return (await api.PATCH('/api/v1/parts/{id}', { params, body: patch, headers: ifMatch(part.version) })).data
    },
    {
      paths: ['/api/v1/parts', '/api/v1/parts/{id}'],
      done: t('common:saved'),
      next: (saved) => onDone(part ? undefined : saved?.id),
    },
  )
  const days = <InputNumber min={1} max={36_500} precision={0} suffix={t('days')} style={{ width: '100%' }} />
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={
        part
          ? { ...(part as Partial<Values>), coreAmount: depositOf(part) }
          : { unit: 'piece', decimals: 0, tracking: 'none' }
      }
      onCancel={() => onDone()}
      onSubmit={save.mutate}
    >
      <Form.Item name="number" label={t('column.number')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <NameFields />
      <Form.Item name="classId" label={t('column.class')}>
        <Select
          allowClear
          loading={classes.isPending}
          options={(classes.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `${named(one.name)} · ${t(`method.${one.method}`)}`,
          }))}
        />
      </Form.Item>
      {!part && currency && <FirstStandard classes={classes.data?.items ?? []} currency={currency} />}
      <Form.Item name="unit" label={t('column.unit')} rules={[{ required: true, whitespace: true }]}>
        <AutoComplete options={UNITS.map((unit) => ({ value: unit, label: unitName(unit) }))} />
      </Form.Item>
      <Form.Item name="decimals" label={t('field.decimals')}>
        <InputNumber min={0} max={6} precision={0} />
      </Form.Item>
      <Form.Item name="tracking" label={t('column.tracking')} tooltip={t('field.trackingHint')}>
        <Select options={TRACKING.map((value) => ({ value, label: t(`tracking.${value}`) }))} />
      </Form.Item>
      <Form.Item name="shelfLifeDays" label={t('field.shelfLifeDays')}>
        {days}
      </Form.Item>
      <Form.Item name="oldPartDueDays" label={t('field.oldPartDueDays')} tooltip={t('field.oldPartDueHint')}>
        {days}
      </Form.Item>
      <TravelFields />
      <Form.Item
        name="needsProof"
        label={t('column.needsProof')}
        tooltip={t('field.needsProofHint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item name="coreAmount" label={t('field.core')} tooltip={t('field.coreHint')}>
        <InputNumber stringMode min="0" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="coreCurrency" label={t('field.coreCurrency')} normalize={(text: string) => text.toUpperCase()}>
        <Input maxLength={3} style={{ width: 100 }} />
      </Form.Item>
      <Form.Item name="repairCode" label={t('field.repairCode')} tooltip={t('field.repairCodeHint')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      {part && (
        <Form.Item name="isActive" label={t('column.isActive')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </FormShell>
  )
}

/** The first standard of a part at standard cost; a later one is a revaluation, booked from its page. */
function FirstStandard({ classes, currency }: { classes: { id: string; method: string }[]; currency: string }) {
  const { t } = useTranslation('parts')
  const classId = Form.useWatch<string | undefined>('classId')
  if (classes.find((one) => one.id === classId)?.method !== 'standard') return null
  return (
    <Form.Item name="standardAmount" label={`${t('column.standardMinor')} (${currency})`}>
      <InputNumber<string> stringMode min="0" precision={digitsOf(currency)} style={{ width: '100%' }} />
    </Form.Item>
  )
}

/** A deposit is an amount of a currency; without an amount there is none. */
function coreOf(amount: string | null | undefined, currency: string | null | undefined) {
  if (!amount || Number(amount) === 0) return { coreMinor: null, coreCurrency: null }
  return { coreMinor: currency?.length === 3 ? minorOf(amount, currency) : null, coreCurrency: currency || null }
}

const depositOf = ({ coreMinor, coreCurrency }: Part) =>
  coreMinor !== null && coreCurrency !== null ? amountOf(coreMinor, coreCurrency) : null
