import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'

/** More owners than anybody looks through at once; the select is searched. */
const MOST = 200

/** Whose stock lies here beside the company's own. */
export function useOwners() {
  const { data } = $api.useQuery('get', '/api/v1/stock-owners', { params: { query: { limit: MOST } as never } })
  return (data?.items ?? []).filter((one) => !one.isCompany)
}

/** Whose stock a document moves; not asked where all of it is the company's own. Field `ownerId` of the form around it. */
export function OwnerField() {
  const { t } = useTranslation('parts')
  const owners = useOwners()
  if (owners.length === 0) return null
  return (
    <Form.Item name="ownerId" label={t('column.owner')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('owners.ours')}
        options={owners.map((one) => ({ value: one.id, label: `${one.owner} · ${t(`ownerKind.${one.ownerKind}`)}` }))}
      />
    </Form.Item>
  )
}
