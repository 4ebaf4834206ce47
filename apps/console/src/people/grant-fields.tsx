import type { RowOf } from '@aftercare/api'
import { ROLES, type Role, STATION_ROLES } from '@aftercare/rules'
import { Icon } from '@aftercare/ui'
import { Button, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CountrySelect } from '../shell/country.tsx'
import { type Looked, LookupSelect } from '../shell/lookup-select.tsx'
import { useCan } from '../shell/session.ts'
import styles from './grant-fields.module.css'
import { useRoleNames } from './roles.ts'

export type GrantValues = {
  role: Role
  scope: 'company' | 'country' | 'station'
  country?: string | null
  stationId?: string | null
}

/** As the API takes it: only the reach that was chosen. */
export function grantBody({ role, scope, country, stationId }: GrantValues) {
  if (scope === 'country') return { role, scope, country: country ?? '' }
  if (scope === 'station') return { role, scope, stationId: stationId ?? '' }
  return { role, scope: 'company' as const }
}

/** Roles with their reach, one line each. Who cannot give all roles is offered those of a station. */
export function GrantFields({ name, stations }: { name: string; stations: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('people')
  const all = useCan()('people.grant_roles')
  const first: GrantValues = { role: all ? 'service_desk' : 'technician', scope: all ? 'company' : 'station' }
  return (
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <div className={styles.grants}>
          {fields.map((field) => (
            <div key={field.key} className={styles.grant}>
              <GrantLine list={name} at={field.name} all={all} stations={stations} />
              <Button
                type="text"
                icon={<Icon name="close" size={16} />}
                aria-label={t('grant.remove')}
                onClick={() => remove(field.name)}
              />
            </div>
          ))}
          <Button type="dashed" onClick={() => add(first)}>
            {t('grant.add')}
          </Button>
        </div>
      )}
    </Form.List>
  )
}

type LineProps = { list: string; at: number; all: boolean; stations: ReadonlyMap<string, string> }

function GrantLine({ list, at, all, stations }: LineProps) {
  const { t } = useTranslation('people')
  const nameOf = useRoleNames()
  const form = Form.useFormInstance()
  const scope = Form.useWatch([list, at, 'scope'], form) as GrantValues['scope'] | undefined
  const known = stations.get(form.getFieldValue([list, at, 'stationId']) as string)
  const reaches = all ? (['company', 'country', 'station'] as const) : (['station'] as const)
  const needed = [{ required: true }]
  return (
    <>
      <Form.Item name={[at, 'role']} label={t('grant.role')} rules={needed}>
        <Select options={(all ? ROLES : STATION_ROLES).map((value) => ({ value, label: nameOf(value) }))} />
      </Form.Item>
      <Form.Item name={[at, 'scope']} label={t('grant.scope')} rules={needed}>
        <Select options={reaches.map((value) => ({ value, label: t(`grant.scopes.${value}`) }))} />
      </Form.Item>
      {scope === 'country' && (
        <Form.Item name={[at, 'country']} label={t('grant.country')} rules={needed}>
          <CountrySelect />
        </Form.Item>
      )}
      {scope === 'station' && (
        <Form.Item name={[at, 'stationId']} label={t('grant.station')} rules={needed}>
          <StationSelect known={known} />
        </Form.Item>
      )}
    </>
  )
}

type SelectProps = {
  known?: string | undefined
  value?: string | null
  onChange?: (value: string | null) => void
  id?: string
}

/** A station by name; `known` is how the one already chosen is called. */
export function StationSelect({ known, ...rest }: SelectProps) {
  const named = known && rest.value ? { value: rest.value, label: known } : undefined
  return (
    <LookupSelect<RowOf<'/api/v1/stations'>> path="/api/v1/stations" show={stationLooked} known={named} {...rest} />
  )
}

export const stationLooked = (row: RowOf<'/api/v1/stations'>): Looked => ({
  value: row.id,
  label: row.name,
  ...(row.city && { note: row.city }),
})
