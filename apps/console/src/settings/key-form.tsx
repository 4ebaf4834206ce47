import { useToast } from '@aftercare/ui'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { endOfDay } from '../shell/list/zone-day.ts'
import { useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { useRightNames } from './rights.ts'
import styles from './settings.module.css'

type Values = { name: string; scopes: string[]; expiresOn?: string | null }
type Scopes = NonNullable<NonNullable<Parameters<typeof makeKey>[0]>>['scopes']

const makeKey = (body: { name: string; scopes: never[]; expiresAt?: string }) => api.POST('/api/v1/api-keys', { body })

/** Makes a key and shows it the one time it can be seen. */
export function KeyForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('people')
  const { can, person } = useSession()
  const nameOf = useRightNames()
  const [made, setMade] = useState<{ name: string; key: string } | null>(null)
  const save = useChange(
    async ({ name, scopes, expiresOn }: Values) => {
      const expiresAt = expiresOn ? endOfDay(expiresOn, person.timeZone) : undefined
      const { data } = await makeKey({ name, scopes: scopes as Scopes, ...(expiresAt && { expiresAt }) })
      return { name, key: data?.key ?? '' }
    },
    { paths: ['/api/v1/api-keys'], next: setMade },
  )
  if (made) return <Made name={made.name} secret={made.key} onDone={onDone} />
  const rights = can.map((value) => ({ value, label: nameOf(value) }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('key.create')}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      <Form.Item name="name" label={t('key.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="scopes" label={t('key.scopes')} extra={t('key.scopesHint')} rules={[{ required: true }]}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={rights.sort((a, b) => a.label.localeCompare(b.label))}
        />
      </Form.Item>
      <Form.Item name="expiresOn" label={t('key.expiresAt')}>
        <DayField />
      </Form.Item>
    </FormShell>
  )
}

function Made({ name, secret, onDone }: { name: string; secret: string; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const toast = useToast()
  const copy = async () => {
    await navigator.clipboard.writeText(secret)
    toast({ text: t('common:copied') })
  }
  return (
    <div className={styles.qr}>
      <Alert type="warning" showIcon title={t('key.made', { name })} description={t('key.shownOnce')} />
      <code className={styles.key}>{secret}</code>
      <div className={styles.row}>
        <Button type="primary" onClick={() => void copy()}>
          {t('common:do.copy')}
        </Button>
        <Button onClick={onDone}>{t('key.done')}</Button>
      </div>
    </div>
  )
}
