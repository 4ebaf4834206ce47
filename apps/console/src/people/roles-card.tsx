import { ifMatch } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { useCountryName } from '../shell/country.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './cards.module.css'
import { GrantFields, type GrantValues, grantBody } from './grant-fields.tsx'
import { type Person, touched } from './person-page.tsx'
import { useRoleNames } from './roles.ts'

/** Which roles, and how far each reaches. */
export function RolesCard({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const can = useCan()
  const nameOf = useRoleNames()
  const [editing, setEditing] = useState(false)
  const stations = useStationNames()
  const edit = can('people.invite') && person.mayChange && (
    <Button type="text" size="small" onClick={() => setEditing(true)}>
      {t('page.editRoles')}
    </Button>
  )
  return (
    <Card title={t('field.roles')} aside={edit}>
      {person.roles.length === 0 && <p className={styles.none}>{t('page.noRoles')}</p>}
      <ul className={styles.list}>
        {person.roles.map((grant) => (
          <li key={grant.id} className={styles.line}>
            <strong>{nameOf(grant.role)}</strong>
            <Reach grant={grant} stations={stations} />
          </li>
        ))}
      </ul>
      <Modal
        open={editing}
        title={t('page.editRoles')}
        footer={null}
        width={720}
        onCancel={() => setEditing(false)}
        destroyOnHidden
      >
        <RolesForm person={person} stations={stations} onDone={() => setEditing(false)} />
      </Modal>
    </Card>
  )
}

function Reach({ grant, stations }: { grant: Person['roles'][number]; stations: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('people')
  const countryOf = useCountryName()
  if (grant.scope === 'country') return <span className={styles.note}>{countryOf(grant.country ?? '')}</span>
  if (grant.scope === 'company') return <span className={styles.note}>{t('grant.scopes.company')}</span>
  const id = grant.stationId ?? ''
  return <Go to={paths.station(id)}>{stations.get(id) ?? t('grant.station')}</Go>
}

/** Names of the stations the reader sees, for roles that name one. */
export function useStationNames(): ReadonlyMap<string, string> {
  const can = useCan()
  const query = $api.useQuery('get', '/api/v1/stations/tree', {}, { enabled: can('network.read'), staleTime: 60_000 })
  return new Map(query.data?.items.map((station) => [station.id, station.name]))
}

type FormProps = { person: Person; stations: ReadonlyMap<string, string>; onDone: () => void }

function RolesForm({ person, stations, onDone }: FormProps) {
  const { t } = useTranslation(['people', 'common'])
  const save = useChange(
    ({ grants }: { grants: GrantValues[] }) =>
      api.PUT('/api/v1/people/{id}/roles', {
        params: { path: { id: person.id } },
        body: { grants: grants.map(grantBody) },
        headers: ifMatch(person.version),
      }),
    { paths: touched, done: t('common:saved'), next: onDone },
  )
  return (
    <FormShell<{ grants: GrantValues[] }>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ grants: person.roles }}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      <p className={styles.none}>{t('new.rolesHint')}</p>
      <GrantFields name="grants" stations={stations} />
    </FormShell>
  )
}
