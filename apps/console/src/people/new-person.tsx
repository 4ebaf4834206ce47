import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Checkbox, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { useCan, useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { GrantFields, type GrantValues, grantBody } from './grant-fields.tsx'
import styles from './new-person.module.css'
import { PersonFields, type PersonValues } from './person-fields.tsx'

type Values = PersonValues & { grants?: GrantValues[]; invite?: boolean }

/** Takes somebody on, with their roles, and invites them in the same step. */
export function NewPerson() {
  const { t } = useTranslation('people')
  const { language } = useFormat()
  const { tenant } = useSession()
  const go = useGo()
  const save = useChange(takeOn, {
    paths: ['/api/v1/people'],
    done: ({ name }) => t('new.done', { name }),
    next: ({ id }) => go(paths.person(id)),
  })
  return (
    <>
      <PageHeader back={{ to: paths.people(), label: t('title') }} title={t('new.title')} />
      <div className={styles.page}>
        <FormShell<Values>
          guard
          busy={save.isPending}
          error={save.error}
          submitLabel={t('new.submit')}
          initial={{ language, timeZone: tenant.timeZone, grants: [], invite: true }}
          onCancel={() => go(paths.people())}
          onSubmit={(values) => save.mutate(values)}
        >
          <Card title={t('new.who')}>
            <PersonFields known={false} />
          </Card>
          <Card title={t('new.roles')}>
            <p className={styles.hint}>{t('new.rolesHint')}</p>
            <GrantFields name="grants" stations={new Map()} />
          </Card>
          <InviteField />
        </FormShell>
      </div>
    </>
  )
}

async function takeOn({ grants = [], invite, ...facts }: Values) {
  const made = await api.POST('/api/v1/people', { body: { ...filled(facts), grants: grants.map(grantBody) } })
  const person = made.data!
  if (invite && facts.email) {
    await api.POST('/api/v1/people/{id}/invitation', { params: { path: { id: person.id } }, body: {} })
  }
  return person
}

/** Offered to those who may invite, once there is an address to write to. */
function InviteField() {
  const { t } = useTranslation('people')
  const can = useCan()
  const email = Form.useWatch('email') as string | undefined
  if (!can('people.invite')) return null
  return (
    <Form.Item name="invite" valuePropName="checked">
      <Checkbox disabled={!email}>{t('new.invite')}</Checkbox>
    </Form.Item>
  )
}
