import { ifMatch } from '@aftercare/api'
import { isToldUnit } from '@aftercare/rules'
import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { touched, type Unit } from './campaign.ts'
import { UNIT_STATES, type UnitState } from './marks.tsx'

type Values = { state: UnitState; reason: string }
type UnitDialogProps = { campaignId: string; assetId: string; onClose: () => void }

/** The desk says what became of one product: it was scrapped, the owner refuses, a workshop did it; always with how it is known. */
export function UnitDialog({ campaignId, assetId, onClose }: UnitDialogProps) {
  const { t } = useTranslation('campaigns')
  const query = $api.useQuery('get', '/api/v1/campaign-units', {
    params: { query: { 'filter[campaignId]': campaignId, 'filter[assetId]': assetId, limit: 1 } },
  })
  const serial = query.data?.items[0]?.serial ?? ''
  return (
    <Modal open title={t('unit.title', { serial })} footer={null} onCancel={onClose}>
      <QueryState query={query}>{({ items: [unit] }) => unit && <UnitForm unit={unit} onClose={onClose} />}</QueryState>
    </Modal>
  )
}

function UnitForm({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const { t } = useTranslation('campaigns')
  const save = useChange(
    (body: Values) =>
      api.PUT('/api/v1/campaigns/{id}/units/{assetId}', {
        params: { path: { id: unit.campaignId, assetId: unit.assetId } },
        headers: ifMatch(unit.version),
        body,
      }),
    { paths: touched, done: t('unit.saved'), next: onClose },
  )
  const mayAll = useCan()('campaigns.manage')
  const states = UNIT_STATES.filter((value) => value !== unit.unitState && (mayAll || isToldUnit(value)))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.setState')}
      onSubmit={save.mutate}
      onCancel={onClose}
    >
      <Form.Item name="state" label={t('unit.state')} rules={[{ required: true }]}>
        <Select options={states.map((value) => ({ value, label: t(`unitState.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('unit.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormShell>
  )
}
