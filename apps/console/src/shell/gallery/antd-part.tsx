import { ApiProblem } from '@aftercare/api'
import { Alert, Button, Checkbox, DatePicker, Form, Input, Radio, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormShell } from '../form-shell.tsx'
import styles from './gallery.module.css'

/** Ant Design in our theme, and a form that was refused. */
export function AntdPart() {
  const { t } = useTranslation(['common', 'errors'])
  const [error, setError] = useState<ApiProblem | null>(null)
  const refuse = () =>
    setError(
      new ApiProblem({
        code: 'validation.failed',
        status: 422,
        title: t('errors:validation.failed'),
        errors: [{ path: 'email', code: 'validation.email', message: t('errors:validation.email') }],
      }),
    )
  return (
    <div className={styles.grid}>
      <div className={styles.stack}>
        <div className={styles.row}>
          <Button type="primary">{t('do.save')}</Button>
          <Button>{t('do.cancel')}</Button>
          <Button danger>{t('do.delete')}</Button>
          <Button type="link">{t('do.more')}</Button>
        </div>
        <div className={styles.row}>
          <Checkbox defaultChecked>{t('yes')}</Checkbox>
          <Radio.Group options={[t('yes'), t('no')]} defaultValue={t('yes')} aria-label={t('status')} />
          <Switch aria-label={t('status')} defaultChecked />
        </div>
        <DatePicker.RangePicker aria-label={t('date')} />
        <Select
          aria-label={t('status')}
          placeholder={t('do.choose')}
          options={[{ value: 'a', label: t('stage.done') }]}
        />
        <Alert type="warning" showIcon title={t('error.title')} />
      </div>
      <FormShell<{ name: string; email: string }>
        busy={false}
        error={error}
        submitLabel={t('do.save')}
        onSubmit={refuse}
      >
        <Form.Item name="name" label={t('name')}>
          <Input placeholder={t('name')} />
        </Form.Item>
        <Form.Item name="email" label={t('email')}>
          <Input />
        </Form.Item>
      </FormShell>
    </div>
  )
}
