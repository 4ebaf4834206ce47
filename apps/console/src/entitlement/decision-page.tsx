import type { Answer } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go, useParam } from '../shell/go.tsx'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChangeText } from './change-text.ts'
import { DecisionPanel } from './decision-panel.tsx'
import { DecisionsCard } from './decisions-card.tsx'
import { OutcomeTag } from './outcome-tag.tsx'
import styles from './panel.module.css'

const ONE = '/api/v1/entitlement/decisions/{id}'
type Decision = Answer<typeof ONE>

/** One kept decision as it was made, however old: its facts, its packs, what came before and after it. */
export function DecisionPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', ONE, { params: { path: { id } } })
  return <QueryState query={query}>{(decision) => <Page decision={decision} />}</QueryState>
}

function Page({ decision }: { decision: Decision }) {
  const { t } = useTranslation('entitlement')
  const { assetId, requestId } = decision
  const asset = $api.useQuery('get', '/api/v1/assets/{id}', { params: { path: { id: assetId } } })
  return (
    <>
      <PageHeader
        back={{ to: paths.asset(assetId), label: t('column.assetId') }}
        {...(asset.data && { number: asset.data.serial })}
        title={t('page.title')}
        status={<OutcomeTag outcome={decision.outcome} />}
      />
      {decision.supersededBy && (
        <Alert
          banner
          type="info"
          title={t('panel.old')}
          action={<Go to={paths.decision(decision.supersededBy)}>{t('page.newer')}</Go>}
        />
      )}
      {decision.settledAt && <Alert banner type="info" title={t('panel.settled')} />}
      <TwoColumns
        main={
          <Card title={t('cover.title')}>
            <DecisionPanel cover={decision} assetId={assetId} requestId={requestId ?? undefined} wide asKept />
          </Card>
        }
        side={
          <>
            <FactsCard decision={decision} />
            <DecisionsCard of={requestId ? { requestId } : { assetId }} />
          </>
        }
      />
    </>
  )
}

function FactsCard({ decision }: { decision: Decision }) {
  const { t } = useTranslation('entitlement')
  const text = useChangeText()
  const { requestId, visitId, quotationId, supersedes, changes } = decision
  const link = (label: string, to: string) => ({ label, value: <Go to={to}>{t('page.open')}</Go> })
  const facts = [
    { label: t('column.madeAt'), value: <At at={decision.madeAt} /> },
    { label: t('column.cause'), value: text.cause(decision.cause) },
    ...(requestId ? [link(t('column.requestId'), paths.request(requestId))] : []),
    ...(visitId ? [link(t('column.visitId'), paths.visit(visitId))] : []),
    ...(quotationId ? [link(t('column.quotationId'), paths.quotation(quotationId))] : []),
    ...(supersedes ? [link(t('page.before'), paths.decision(supersedes))] : []),
  ]
  return (
    <Card title={t('page.facts')}>
      <Facts facts={facts} />
      {changes.length > 0 && (
        <ul className={styles.text}>
          {changes.map((one) => (
            <li key={one.fact}>{text.change(one)}</li>
          ))}
        </ul>
      )}
    </Card>
  )
}
