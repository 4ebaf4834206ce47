import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useSearch } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ModelSelect } from '../assets/model-select.tsx'
import { useNamed } from '../assets/named.ts'
import { Quantity } from '../parts/marks.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go, useGo } from '../shell/go.tsx'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import styles from './catalogue.module.css'

type Asked = { modelId?: string; serial?: string; symptom?: string }

/** The parts of a machine: what fits it, its drawings, and what has mended the same symptom before. */
export function PartsFinder() {
  const { t } = useTranslation('parts')
  const go = useGo()
  const { modelId, serial, symptom } = useSearch({ strict: false }) as Asked
  const asked = { modelId, serial: serial === undefined ? undefined : String(serial), symptom }
  const ask = (more: Asked) => go(paths.partsFinder({ ...asked, ...more }))
  return (
    <>
      <PageHeader back={{ to: paths.parts(), label: t('title') }} title={t('finder.title')} />
      <div className={styles.asked}>
        <ModelSelect
          value={modelId ?? null}
          aria-label={t('fits.model')}
          onChange={(id) => ask({ modelId: id, symptom: undefined })}
        />
        <Input.Search
          key={serial}
          defaultValue={asked.serial}
          allowClear
          placeholder={t('drawings.forSerial')}
          aria-label={t('drawings.forSerial')}
          onSearch={(text) => ask({ serial: text.trim() || undefined })}
        />
      </div>
      {modelId ? (
        <TwoColumns
          main={<Fitting modelId={modelId} serial={asked.serial} />}
          side={
            <>
              <DrawingsOf modelId={modelId} serial={asked.serial} />
              <UsedFor modelId={modelId} symptom={symptom} onChoose={(code) => ask({ symptom: code })} />
            </>
          }
        />
      ) : (
        <p className={`${styles.quiet} ${styles.page}`}>{t('finder.hint')}</p>
      )}
    </>
  )
}

type Of = { modelId: string; serial: string | undefined }
const queryOf = ({ modelId, serial }: Of) => ({ params: { query: { modelId, ...(serial && { serial }) } } })

function Fitting(of: Of) {
  const { t } = useTranslation('parts')
  const query = $api.useQuery('get', '/api/v1/fitting-parts', queryOf(of))
  return (
    <Card title={of.serial ? t('drawings.fitting', { serial: of.serial }) : t('finder.fitting')}>
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.quiet}>{t('finder.none')}</p>
          ) : (
            <ul className={styles.rows}>
              {items.map((one) => (
                <Fit key={`${one.partId} ${one.position}`} one={one} />
              ))}
            </ul>
          )
        }
      </QueryState>
    </Card>
  )
}

function Fit({ one }: { one: Answer<'/api/v1/fitting-parts'>['items'][number] }) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  return (
    <li>
      <span>
        <Go to={paths.part(one.partId)}>{one.number}</Go> {named(one.name)}
        {one.position && <span className={styles.quiet}> · {one.position}</span>}
        {one.successorId && (
          <>
            <br />
            <span className={styles.quiet}>
              {t('chain.replacedBy')} <Go to={paths.part(one.successorId)}>{one.successor}</Go>
            </span>
          </>
        )}
      </span>
      <span className={styles.quiet}>
        {t('column.free')} <Quantity of={one.free} />
      </span>
    </li>
  )
}

function DrawingsOf(of: Of) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  const query = $api.useQuery('get', '/api/v1/fitting-drawings', queryOf(of))
  return (
    <Card title={t('drawings.title')}>
      <QueryState query={query}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className={styles.quiet}>{t('drawings.noneHere')}</p>}
            {items.map((one) => (
              <Go key={one.id} to={paths.drawing(one.id, of.serial)}>
                <img className={styles.thumb} src={`/api/v1/drawings/${one.id}/picture`} alt="" />
                {named(one.name)}
              </Go>
            ))}
          </>
        )}
      </QueryState>
    </Card>
  )
}

type UsedProps = { modelId: string; symptom: string | undefined; onChoose: (code: string) => void }

/** What was used to fix this: from visits that ended well. */
function UsedFor({ modelId, symptom, onChoose }: UsedProps) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  const model = $api.useQuery('get', '/api/v1/models/{id}', { params: { path: { id: modelId } } })
  const familyId = model.data?.family.id
  const codes = $api.useQuery(
    'get',
    '/api/v1/failure-codes',
    { params: { query: { kind: 'symptom', ...(familyId && { familyId }) } } },
    { enabled: familyId !== undefined },
  )
  return (
    <Card title={t('finder.usedFor')}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: '100%' }}
        value={symptom ?? null}
        placeholder={t('finder.symptom')}
        aria-label={t('finder.symptom')}
        options={(codes.data?.items ?? []).map((one) => ({
          value: one.code,
          label: `${named(one.name)} · ${one.code}`,
        }))}
        onChange={onChoose}
      />
      {symptom && familyId && <Used familyId={familyId} symptom={symptom} />}
    </Card>
  )
}

function Used({ familyId, symptom }: { familyId: string; symptom: string }) {
  const { t } = useTranslation('parts')
  const { numbers } = useFormat()
  const named = useNamed()
  const query = $api.useQuery('get', '/api/v1/parts-used-for', { params: { query: { familyId, symptom } } })
  return (
    <QueryState query={query}>
      {({ visits, items }) => (
        <>
          <p className={styles.quiet}>{t('finder.visits', { count: visits })}</p>
          <ul className={styles.rows}>
            {items.map((one) => (
              <li key={one.code}>
                <span>
                  {one.partId ? <Go to={paths.part(one.partId)}>{one.code}</Go> : one.code}{' '}
                  {one.name && named(one.name)}
                </span>
                <span className={styles.quiet}>
                  {t('finder.inVisits', { count: one.visits, share: numbers.percent(one.visits / visits, 0) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </QueryState>
  )
}
