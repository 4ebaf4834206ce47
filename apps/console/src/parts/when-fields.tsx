import { useFormat } from '@aftercare/words/web'
import { Alert, Form, Switch } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { MomentField } from '../shell/moment-field.tsx'
import { useSession } from '../shell/session.ts'
import styles from './parts.module.css'

/**
 * When it happened, if not just now. Before the last closing it can only be booked as a late fact: then that is chosen, and
 * the screen says what it means. Fields `at` and `isLate` of the form around it.
 */
export function WhenFields() {
  const { t } = useTranslation('parts')
  const { person } = useSession()
  const say = useFormat().dates(person.timeZone).dayTime
  const form = Form.useFormInstance()
  const at = Form.useWatch<string | null | undefined>('at', form)
  const { data } = $api.useQuery('get', '/api/v1/stock-closings', { params: { query: { limit: 1 } as never } })
  const until = data?.items[0]?.until
  const isClosed = Boolean(at && until && Date.parse(at) < Date.parse(until))
  useEffect(() => form.setFieldValue('isLate', isClosed), [form, isClosed])
  return (
    <>
      <Form.Item name="at" label={t('column.effectiveAt')} tooltip={t('field.atHint')}>
        <MomentField until="today" />
      </Form.Item>
      {at && (
        <div className={styles.outlook}>
          {isClosed && until && <Alert type="warning" showIcon title={t('late.closed', { until: say(until) })} />}
          {!isClosed && <Alert type="info" showIcon title={t('late.back', { at: say(at) })} />}
        </div>
      )}
      <Form.Item
        name="isLate"
        label={t('late.isLate')}
        extra={t('late.isLateHint')}
        valuePropName="checked"
        hidden={!isClosed}
      >
        <Switch />
      </Form.Item>
    </>
  )
}
