import { currentLanguage } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../api.ts'
import { CountrySelect } from '../country.tsx'
import { FormShell } from '../form-shell.tsx'
import { currencies, zones } from './choices.ts'
import { Door } from './door.tsx'
import { useEnter } from './entering.ts'

type Values = {
  company: string
  country: string
  currency: string
  timeZone: string
  name: string
  email: string
  password: string
}

/** The first start: a company and its administrator. The server refuses once there is one. */
export function Setup() {
  const { t } = useTranslation(['console', 'common'])
  const enter = useEnter()
  const create = useMutation({
    mutationFn: (values: Values) => call('POST', '/api/v1/setup', { body: { ...values, language: currentLanguage() } }),
    onSuccess: enter,
  })
  const needed = [{ required: true }]
  const search = { optionFilterProp: 'label' } as const
  return (
    <Door title={t('setup.title')} hint={t('setup.hint')}>
      <FormShell<Values>
        busy={create.isPending}
        error={create.error}
        initial={{ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }}
        wide
        submitLabel={t('setup.submit')}
        onSubmit={(values) => create.mutate(values)}
      >
        <Form.Item name="company" label={t('setup.company')} rules={needed}>
          <Input autoFocus autoComplete="organization" />
        </Form.Item>
        <Form.Item name="country" label={t('setup.country')} rules={needed}>
          <CountrySelect />
        </Form.Item>
        <Form.Item name="currency" label={t('setup.currency')} rules={needed}>
          <Select showSearch={search} options={currencies(currentLanguage())} />
        </Form.Item>
        <Form.Item name="timeZone" label={t('common:zone')} rules={needed}>
          <Select showSearch options={zones()} />
        </Form.Item>
        <Form.Item name="name" label={t('setup.administrator')} rules={needed}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name="email" label={t('common:email')} rules={needed}>
          <Input type="email" autoComplete="username" />
        </Form.Item>
        <Form.Item name="password" label={t('common:password')} extra={t('signIn.passwordHint')} rules={needed}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </FormShell>
    </Door>
  )
}
