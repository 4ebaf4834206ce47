import type { Answer } from '@aftercare/api'
import { Card, Facts, SkeletonCard } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { Money } from '../billing/marks.tsx'
import { useMoments } from '../parties/happenings.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan, useSession } from '../shell/session.ts'
import { Timeline } from '../shell/timeline.tsx'
import { ContractActions } from './actions.tsx'
import { AllowancesCard } from './allowances-card.tsx'
import { DatesCard } from './dates-card.tsx'
import { FindingsOf } from './findings.tsx'
import { LinesCard } from './lines-card.tsx'
import { ContractStatus } from './marks.tsx'
import { PaymentsCard } from './payments-card.tsx'
import { ProfitCard } from './profit-card.tsx'

export type Contract = Answer<'/api/v1/contracts/{id}'>
export const touched = [
  '/api/v1/contracts',
  '/api/v1/contracts/renewals',
  '/api/v1/contracts/{id}',
  '/api/v1/contracts/{id}/timeline',
  '/api/v1/contracts/{id}/profit',
  '/api/v1/contracts/{id}/uses',
  '/api/v1/maintenance-dates',
  '/api/v1/assets/{id}/contracts',
] as const

export function ContractPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/contracts/{id}', { params: { path: { id } } })
  useFresh({ subject: 'contract', id, paths: touched })
  return <QueryState query={query}>{(contract) => <Page contract={contract} />}</QueryState>
}

function Page({ contract }: { contract: Contract }) {
  const { t } = useTranslation('contracts')
  const can = useCan()
  const named = useNamed()
  const isDraft = contract.status === 'draft'
  const product = contract.lines[0]
  return (
    <>
      <PageHeader
        back={{ to: paths.contracts(), label: t('contracts') }}
        {...(contract.number ? { number: contract.number } : {})}
        title={product ? `${named(product.product.name)} · ${contract.customer.name}` : contract.customer.name}
        status={<ContractStatus status={contract.status} />}
        actions={<ContractActions contract={contract} />}
      />
      <Banner contract={contract} />
      <TwoColumns
        main={
          <>
            {(isDraft || contract.findings.length > 0) && (
              <Card title={t('card.findings')}>
                <FindingsOf
                  contractId={contract.id}
                  findings={contract.findings}
                  mayPass={contract.can.includes('override')}
                />
              </Card>
            )}
            <LinesCard lines={contract.lines} currency={contract.currency} />
            {contract.number && <DatesCard of={{ contractId: contract.id }} />}
            {contract.number && <History contract={contract} />}
          </>
        }
        side={
          <>
            <FactsCard contract={contract} />
            {contract.allowances.length > 0 && <AllowancesCard contract={contract} />}
            <PaymentsCard contract={contract} />
            {contract.number && can('contracts.change') && <ProfitCard contract={contract} />}
          </>
        }
      />
    </>
  )
}

function Banner({ contract }: { contract: Contract }) {
  const { t, i18n } = useTranslation('contracts')
  const { calendarDay } = useFormat()
  if (contract.status === 'suspended' && contract.suspendedOn) {
    const said = { day: calendarDay(contract.suspendedOn), reason: contract.suspendReason ?? '' }
    return <Alert banner type="warning" title={t('suspendedSince', said)} />
  }
  if (contract.status === 'cancelled' && contract.cancelledOn) {
    const key = `cancelReason.${contract.cancelReason ?? ''}`
    const reason = i18n.exists(`contracts:${key}`) ? t(key as 'cancelReason.not_paid') : (contract.cancelReason ?? '')
    return <Alert banner type="info" title={t('cancelledOn', { day: calendarDay(contract.cancelledOn), reason })} />
  }
  return null
}

function FactsCard({ contract }: { contract: Contract }) {
  const { t } = useTranslation('contracts')
  const { calendarDay } = useFormat()
  const { renews, renewedBy } = contract
  const facts = [
    {
      label: t('field.customer'),
      value: <Go to={paths.customer(contract.customer.id)}>{contract.customer.name}</Go>,
    },
    {
      label: t('column.station'),
      value: contract.station ? (
        <Go to={paths.station(contract.station.id)}>{contract.station.name}</Go>
      ) : (
        t('field.hqSells')
      ),
    },
    { label: t('signed_on'), value: calendarDay(contract.signedOn) },
    { label: t('column.startsOn'), value: calendarDay(contract.startsOn) },
    { label: t('column.endsOn'), value: calendarDay(contract.endsOn) },
    { label: t('column.totalMinor'), value: <Money minor={contract.totalMinor} currency={contract.currency} /> },
    { label: t('column.billing'), value: t(`billing.${contract.billing}`) },
    { label: t('field.cancelRule'), value: t(`cancelRule.${contract.cancelRule}`) },
    ...(renews
      ? [
          {
            label: t('renewals'),
            value: <Link id={renews.id} text={t('renewalOf', { number: renews.number ?? '' })} />,
          },
        ]
      : []),
    ...(renewedBy
      ? [
          {
            label: t('column.renewedBy'),
            value: <Link id={renewedBy.id} text={renewedBy.number ?? t('status.draft')} />,
          },
        ]
      : []),
    ...(contract.note ? [{ label: t('field.note'), value: contract.note }] : []),
  ]
  return (
    <Card title={t('card.facts')}>
      <Facts facts={facts} />
    </Card>
  )
}

const Link = ({ id, text }: { id: string; text: string }) => <Go to={paths.contract(id)}>{text}</Go>

function History({ contract }: { contract: Contract }) {
  const moments = useMoments()
  const { person } = useSession()
  const query = $api.useQuery('get', '/api/v1/contracts/{id}/timeline', {
    params: { path: { id: contract.id }, query: { limit: 100 } },
  })
  return (
    <QueryState query={query} skeleton={<SkeletonCard lines={4} />}>
      {({ items }) => <Timeline moments={moments(items)} zone={person.timeZone} />}
    </QueryState>
  )
}
