import { Card, useToast } from '@aftercare/ui'
import { type Language, languageNames, languages } from '@aftercare/words'
import { chooseLanguage } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { zoneOptions } from '../people/person-fields.tsx'
import { $api, api, call } from '../shell/api.ts'
import { cleaned } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { SecondFactorCard } from './second-factor-card.tsx'
import styles from './settings.module.css'

/** My own facts, password and second factor. */
export function Profile() {
  const { t } = useTranslation(['people', 'console'])
  const query = $api.useQuery('get', '/api/v1/session', {})
  return (
    <>
      <PageHeader back={{ to: paths.devices(), label: t('console:sessions.title') }} title={t('profile.title')} />
      <QueryState query={query}>
        {({ person, signIn }) => (
          <div className={styles.page}>
            <Card title={t('page.facts')}>
              <FactsForm person={person} />
            </Card>
            <Card title={t('profile.password')}>
              <PasswordForm />
            </Card>
            {signIn && <SecondFactorCard on={signIn.twoFactor} />}
          </div>
        )}
      </QueryState>
    </>
  )
}

type Facts = { name: string; language: Language; timeZone: string; phone?: string | null }

function FactsForm({ person }: { person: Facts }) {
  const { t } = useTranslation(['people', 'common'])
  const save = useChange(
    async ({ name, language, timeZone, phone }: Facts) => {
      await api.PUT('/api/v1/session/profile', { body: cleaned({ name, language, timeZone, phone }) })
      await chooseLanguage(language)
    },
    { paths: ['/api/v1/session'], done: t('common:saved') },
  )
  return (
    <FormShell<Facts>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={person}
      onSubmit={(values) => save.mutate(values)}
    >
      <div className={styles.fields}>
        <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true }]}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name="phone" label={t('field.phone')}>
          <Input type="tel" autoComplete="tel" />
        </Form.Item>
        <Form.Item name="language" label={t('field.language')} rules={[{ required: true }]}>
          <Select options={languages.map((value) => ({ value, label: languageNames[value] }))} />
        </Form.Item>
        <Form.Item name="timeZone" label={t('field.timeZone')} rules={[{ required: true }]}>
          <Select showSearch options={zoneOptions} />
        </Form.Item>
      </div>
    </FormShell>
  )
}

type Passwords = { currentPassword: string; newPassword: string }

function PasswordForm() {
  const { t } = useTranslation('people')
  const toast = useToast()
  const [form] = Form.useForm<Passwords>()
  const save = useMutation({
    mutationFn: (values: Passwords) =>
      call('POST', '/api/auth/change-password', { body: { ...values, revokeOtherSessions: true } }),
    onSuccess: () => {
      form.resetFields()
      toast({ text: t('profile.passwordChanged') })
    },
  })
  return (
    <FormShell<Passwords>
      form={form}
      busy={save.isPending}
      error={save.error}
      submitLabel={t('profile.changePassword')}
      onSubmit={(values) => save.mutate(values)}
    >
      <div className={styles.fields}>
        <Form.Item name="currentPassword" label={t('profile.currentPassword')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label={t('profile.newPassword')}
          extra={t('profile.newPasswordHint')}
          rules={[{ required: true }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </div>
    </FormShell>
  )
}
