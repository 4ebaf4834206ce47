import { useFormat } from '@aftercare/words/web'
import { Alert, DatePicker, Form, Switch } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { useSession } from '../shell/session.ts'

/**
 * When it happened, if not just now. Before the last closing it can only be booked as a late fact: then that is chosen, and
 * the screen says what it means. Fields `at` and `isLate` of the form around it.
 */
export function WhenFields() {
  const { t } = useTranslation('parts')
  const { person } = useSession()
  const say = useFormat().dates(person.timeZone).dayTime
  const form = Form.useFormInstance()
  const at = Form.useWatch<Dayjs | undefined>('at', form)
  const { data } = $api.useQuery('get', '/api/v1/stock-closings', { params: { query: { limit: 1 } as never } })
  const until = data?.items[0]?.until
  const isClosed = at !== undefined && at !== null && until !== undefined && at.isBefore(dayjs(until))
  useEffect(() => form.setFieldValue('isLate', isClosed), [form, isClosed])
  return (
    <>
      <Form.Item name="at" label={t('column.effectiveAt')} tooltip={t('field.atHint')}>
        <DatePicker showTime={{ format: 'HH:mm' }} disabledDate={(day) => day.isAfter(dayjs(), 'day')} />
      </Form.Item>
      {isClosed && <Alert type="warning" showIcon title={t('late.closed', { until: say(until) })} />}
      {at && !isClosed && <Alert type="info" showIcon title={t('late.back', { at: say(at.toISOString()) })} />}
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
