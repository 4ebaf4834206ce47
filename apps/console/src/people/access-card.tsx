import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan, useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './cards.module.css'
import { type Person, touched } from './person-page.tsx'

/** Whether and how somebody signs in, and the invitation that leads there. */
export function AccessCard({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const can = useCan()
  const [inviting, setInviting] = useState(false)
  const { signIn } = person
  return (
    <Card title={t('page.access')}>
      <p>{signIn ? t('page.canSignIn', { email: signIn.email }) : t('page.cannotSignIn')}</p>
      {signIn && <p className={styles.note}>{t(signIn.twoFactor ? 'page.secondFactor' : 'page.noSecondFactor')}</p>}
      <InvitationLine person={person} />
      {can('people.invite') && person.mayChange && person.isActive && (
        <div className={styles.buttons}>
          <Button type={signIn || person.invitation ? 'default' : 'primary'} onClick={() => setInviting(true)}>
            {t(signIn || person.invitation ? 'page.inviteAgain' : 'page.invite')}
          </Button>
        </div>
      )}
      <Modal
        open={inviting}
        title={t('page.inviteTitle', { name: person.name })}
        footer={null}
        onCancel={() => setInviting(false)}
        destroyOnHidden
      >
        <InviteForm person={person} onDone={() => setInviting(false)} />
      </Modal>
    </Card>
  )
}

function InvitationLine({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const { dates } = useFormat()
  const { person: reader } = useSession()
  const { invitation } = person
  if (!invitation) return null
  const { email, expiresAt, isExpired } = invitation
  if (isExpired) return <p className={styles.note}>{t('page.invitationExpired', { email })}</p>
  return <p className={styles.note}>{t('page.invited', { email, day: dates(reader.timeZone).day(expiresAt) })}</p>
}

function InviteForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation('people')
  const save = useChange(
    async (body: { email: string }) => {
      await api.POST('/api/v1/people/{id}/invitation', { params: { path: { id: person.id } }, body })
      return body
    },
    { paths: touched, done: ({ email }) => t('page.inviteDone', { email }), next: onDone },
  )
  return (
    <FormShell<{ email: string }>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('page.invite')}
      initial={{ email: person.email ?? '' }}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      <p className={styles.none}>{t('page.inviteHint')}</p>
      <Form.Item name="email" label={t('field.email')} rules={[{ required: true }]}>
        <Input type="email" autoComplete="off" autoFocus />
      </Form.Item>
    </FormShell>
  )
}
