import { type Answer, ifMatch } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { Form, InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './settings.module.css'

type Rules = Answer<'/api/v1/booking-rules'>
type Values = Omit<Rules, 'version'>
const path = '/api/v1/booking-rules'

/** The least and the most the server takes. */
const fields = {
  holdMinutes: [1, 60],
  leadHours: [0, 168],
  daysAhead: [1, 21],
  changeUntilHours: [0, 336],
  cancelUntilHours: [0, 336],
  mostChanges: [0, 50],
  answerMinutes: [5, 10_080],
} as const satisfies Record<Exclude<keyof Values, 'unansweredReturns'>, readonly [number, number]>

/** What the company promises about appointments: how soon, how far ahead, and what customers change alone. */
export function BookingRules() {
  const { t } = useTranslation(['dispatch', 'people'])
  const query = $api.useQuery('get', path, {})
  return (
    <>
      <PageHeader back={{ to: paths.settings(), label: t('people:settings.title') }} title={t('rules.title')} />
      <QueryState query={query}>
        {(rules) => (
          <div className={styles.page}>
            <p className={styles.hint}>{t('rules.hint')}</p>
            <Card>
              <RulesForm rules={rules} />
            </Card>
          </div>
        )}
      </QueryState>
    </>
  )
}

function RulesForm({ rules }: { rules: Rules }) {
  const { t } = useTranslation(['dispatch', 'common'])
  const may = useCan()('dispatch.rules')
  const save = useChange(
    ({ values, version }: { values: Values; version: string | number }) => {
      const body = { ...values, answerMinutes: values.answerMinutes ?? null }
      return api.PUT(path, { body, headers: ifMatch(version) })
    },
    { paths: [path], done: t('common:saved') },
  )
  const { version, ...initial } = rules
  const names = Object.keys(fields) as (keyof typeof fields)[]
  const returns = 'unansweredReturns' as const
  return (
    <FormShell<Values>
      guard
      busy={save.isPending || !may}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={initial}
      fieldNames={Object.fromEntries([...names, returns].map((name) => [name, t(`rules.${name}`)]))}
      onSubmit={(values) => save.mutate({ values, version })}
      onResolve={(values, newer) => save.mutate({ values, version: newer })}
    >
      {names.map((name) => {
        const [min, max] = fields[name]
        return (
          <Form.Item
            key={name}
            name={name}
            label={t(`rules.${name}`)}
            extra={t(`rules.${name}Hint`)}
            rules={[{ required: name !== 'answerMinutes' }]}
          >
            <InputNumber min={min} max={max} precision={0} disabled={!may} />
          </Form.Item>
        )
      })}
      <Form.Item noStyle dependencies={['answerMinutes']}>
        {({ getFieldValue }) => (
          <Form.Item
            name={returns}
            label={t('rules.unansweredReturns')}
            extra={t('rules.unansweredReturnsHint')}
            valuePropName="checked"
            required
          >
            <Switch disabled={!may || !getFieldValue('answerMinutes')} />
          </Form.Item>
        )}
      </Form.Item>
    </FormShell>
  )
}
