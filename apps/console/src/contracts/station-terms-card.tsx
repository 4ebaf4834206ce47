import { type Answer, ifMatch } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Checkbox, Form, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { EditableCard } from '../shell/editable-card.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './contracts.module.css'
import { LEVELS } from './marks.tsx'

type Terms = Answer<'/api/v1/stations/{id}/contract-terms'>
type Values = Pick<Terms, 'maySell' | 'sellUntil' | 'levels'>

/** What a station may sell in our name, and which levels it can deliver: the checks of every sale ask for it. */
export function StationTermsCard({ stationId }: { stationId: string }) {
  const { t } = useTranslation(['contracts', 'common'])
  const { calendarDay, enumerated } = useFormat()
  const can = useCan()
  const query = $api.useQuery(
    'get',
    '/api/v1/stations/{id}/contract-terms',
    { params: { path: { id: stationId } } },
    { enabled: can('contracts.read') },
  )
  const terms = query.data
  if (!terms) return null
  const facts = [
    { label: t('field.maySell'), value: t(terms.maySell ? 'common:yes' : 'common:no') },
    ...(terms.sellUntil ? [{ label: t('field.sellUntil'), value: calendarDay(terms.sellUntil) }] : []),
    { label: t('field.levels'), value: enumerated(terms.levels.map((one) => t(`level.${one}`))) || t('noLevels') },
  ]
  return (
    <EditableCard
      title={t('card.stationTerms')}
      may={can('contracts.products')}
      facts={
        <>
          <Facts facts={facts} />
          {!terms.isOwnChoice && <p className={styles.quiet}>{t('hint.asItsKind')}</p>}
        </>
      }
      form={(close) => <TermsForm terms={terms} onDone={close} />}
    />
  )
}

function TermsForm({ terms, onDone }: { terms: Terms; onDone: () => void }) {
  const { t } = useTranslation(['contracts', 'common'])
  const save = useChange(
    ({ values, version }: { values: Values; version: number }) =>
      api.PUT('/api/v1/stations/{id}/contract-terms', {
        params: { path: { id: terms.stationId } },
        headers: ifMatch(version),
        body: { ...values, sellUntil: values.sellUntil ?? null },
      }),
    { paths: ['/api/v1/stations/{id}/contract-terms', '/api/v1/events'], done: t('done.saved'), next: onDone },
  )
  const send = (values: Values, version = terms.version) => save.mutate({ values, version })
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      onSubmit={(values) => send(values)}
      onResolve={(values, version) => send(values, Number(version))}
      onCancel={onDone}
      initial={{ maySell: terms.maySell, sellUntil: terms.sellUntil, levels: terms.levels }}
    >
      <Form.Item name="maySell" label={t('field.maySell')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="sellUntil" label={t('field.sellUntil')} extra={t('hint.sellUntil')}>
        <DayField />
      </Form.Item>
      <Form.Item name="levels" label={t('field.levels')} extra={t('hint.levels')}>
        <Checkbox.Group options={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))} />
      </Form.Item>
    </FormShell>
  )
}
