import { type Answer, ifMatch } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { languageNames, languages } from '@aftercare/words'
import { Alert, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { zoneOptions } from '../people/person-fields.tsx'
import { $api, api } from '../shell/api.ts'
import { cleaned } from '../shell/cleaned.ts'
import { CountrySelect } from '../shell/country.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { Logo } from './logo.tsx'
import styles from './settings.module.css'

export type CompanyFacts = Answer<'/api/v1/company'>

/** The company as customers, mails and paper show it. */
export function Company() {
  const { t } = useTranslation('people')
  const query = $api.useQuery('get', '/api/v1/company', {})
  useFresh({ subject: 'company', paths: ['/api/v1/company'] })
  return (
    <>
      <PageHeader back={{ to: paths.home(), label: t('settings.title') }} title={t('settings.company')} />
      <QueryState query={query}>
        {(company) => (
          <div className={styles.page}>
            {company.isDemo && <Alert type="info" showIcon title={t('company.demo')} />}
            <p className={styles.hint}>{t('company.hint')}</p>
            <Card title={t('company.logo')}>
              <Logo company={company} />
            </Card>
            <Card title={t('settings.company')}>
              <CompanyForm company={company} />
            </Card>
          </div>
        )}
      </QueryState>
    </>
  )
}

const datums = ['wgs84', 'gcj02'] as const
const fields = [
  ...(['name', 'legalName', 'country', 'language', 'timeZone', 'currency'] as const),
  ...([
    'address',
    'phone',
    'email',
    'website',
    'privacyUrl',
    'mapTiles',
    'mapDatum',
    'mapAttribution',
    'mapKeepMb',
  ] as const),
]
type Values = Partial<Pick<CompanyFacts, (typeof fields)[number]>>

function CompanyForm({ company }: { company: CompanyFacts }) {
  const { t } = useTranslation(['people', 'common'])
  const may = useCan()('company.change')
  const save = useChange(
    ({ values, version }: { values: Values; version: string | number }) => {
      const body = Object.fromEntries(fields.map((field) => [field, values[field]]))
      return api.PATCH('/api/v1/company', { body: cleaned(body), headers: ifMatch(version) })
    },
    { paths: ['/api/v1/company', '/api/v1/session'], done: t('common:saved') },
  )
  const names = Object.fromEntries(fields.map((field) => [field, t(`company.${field}`)]))
  const currencies = Intl.supportedValuesOf('currency').map((value) => ({ value, label: value }))
  const needed = [{ required: true }]
  const text = (field: 'legalName' | 'phone' | 'email' | 'website' | 'privacyUrl') => (
    <Form.Item name={field} label={t(`company.${field}`)}>
      <Input disabled={!may} />
    </Form.Item>
  )
  return (
    <FormShell<Values>
      guard
      busy={save.isPending || !may}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={company}
      fieldNames={names}
      onSubmit={(values) => save.mutate({ values, version: company.version })}
      onResolve={(values, version) => save.mutate({ values, version })}
    >
      <div className={styles.fields}>
        <Form.Item name="name" label={t('company.name')} rules={[{ required: true, whitespace: true }]}>
          <Input />
        </Form.Item>
        {text('legalName')}
        <Form.Item name="country" label={t('company.country')} rules={needed}>
          <CountrySelect />
        </Form.Item>
        <Form.Item name="language" label={t('company.language')} rules={needed}>
          <Select options={languages.map((value) => ({ value, label: languageNames[value] }))} />
        </Form.Item>
        <Form.Item name="timeZone" label={t('company.timeZone')} rules={needed}>
          <Select showSearch options={zoneOptions} />
        </Form.Item>
        <Form.Item name="currency" label={t('company.currency')} rules={needed}>
          <Select showSearch options={currencies} />
        </Form.Item>
        {text('phone')}
        {text('email')}
        {text('website')}
        {text('privacyUrl')}
      </div>
      <Form.Item name="address" label={t('company.address')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} maxLength={500} />
      </Form.Item>
      <Form.Item name="mapTiles" label={t('company.mapTiles')} extra={t('company.mapTilesHint')}>
        <Input disabled={!may} />
      </Form.Item>
      <Form.Item name="mapDatum" label={t('company.mapDatum')} extra={t('company.mapDatumHint')} rules={needed}>
        <Select disabled={!may} options={datums.map((value) => ({ value, label: t(`company.datum.${value}`) }))} />
      </Form.Item>
      <Form.Item name="mapAttribution" label={t('company.mapAttribution')}>
        <Input disabled={!may} />
      </Form.Item>
      <Form.Item name="mapKeepMb" label={t('company.mapKeepMb')} extra={t('company.mapKeepMbHint')}>
        <InputNumber disabled={!may} min={1} max={200} precision={0} />
      </Form.Item>
    </FormShell>
  )
}
