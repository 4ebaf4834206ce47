import { type Decision, summary } from '@aftercare/entitlement'
import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { BillLines } from '../billing/bill-lines.tsx'
import { BillStatus } from '../billing/marks.tsx'
import { VisitRecalls } from '../campaigns/visit-recalls.tsx'
import { WorkStatus } from '../dispatch/marks.tsx'
import { OverrunText } from '../dispatch/overrun-dialog.tsx'
import { usePickUp } from '../dispatch/pick-up-text.ts'
import { VisitActions } from '../dispatch/visit-actions.tsx'
import { DecisionPanel } from '../entitlement/decision-panel.tsx'
import { DecisionsCard } from '../entitlement/decisions-card.tsx'
import { OutcomeTag } from '../entitlement/outcome-tag.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { OldPartsCard } from './old-parts-card.tsx'
import type { Visit } from './visit.ts'
import { Checks, Photos, Report, Signature, Stamps } from './visit-report.tsx'

export function VisitPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/visits/{id}', { params: { path: { id } } })
  useFresh({ subject: 'visit', id, paths: ['/api/v1/visits/{id}'] })
  return <QueryState query={query}>{(visit) => <Body visit={visit} />}</QueryState>
}

/** A visit: left what was found, done and signed; right who, what and where. */
function Body({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field-work')
  return (
    <>
      <PageHeader
        back={{ to: paths.visits(), label: t('title') }}
        number={visit.number}
        title={visit.request.title}
        status={<WorkStatus status={visit.status} />}
        actions={
          <>
            <Button
              type={visit.report.outcome ? 'primary' : 'default'}
              href={`/api/v1/visits/${visit.id}/report.pdf`}
              target="_blank"
            >
              {t('report.title')}
            </Button>
            <VisitActions visit={visit} />
          </>
        }
      />
      <TwoColumns
        main={
          <>
            <VisitRecalls visit={visit} />
            <Report visit={visit} />
            {visit.price && visit.lines.length > 0 && (
              <Card title={t('part.lines')}>
                <BillLines lines={visit.lines} breakdown={visit.price} />
              </Card>
            )}
            <OldPartsCard old={visit.oldParts} />
            <Checks visit={visit} />
            <Photos visit={visit} />
          </>
        }
        side={
          <>
            <Who visit={visit} />
            <Cover visit={visit} />
            <Signature visit={visit} />
            <Stamps visit={visit} />
            <Bills visit={visit} />
          </>
        }
      />
    </>
  )
}

/** Who pays for this work by what is known now, and the decisions its lines rest on. */
function Cover({ visit }: { visit: Visit }) {
  const { t } = useTranslation('entitlement')
  const { cover, asset } = visit
  if (!cover || !asset) return null
  const told = { decision: cover, summary: summary(cover as unknown as Decision), assumed: [], doubted: [] }
  return (
    <>
      <Card title={t('cover.title')} aside={<OutcomeTag outcome={cover.outcome} />}>
        <DecisionPanel cover={told} assetId={asset.id} requestId={visit.request.id} />
      </Card>
      <DecisionsCard of={{ visitId: visit.id }} />
    </>
  )
}

function Who({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field-work', 'billing', 'dispatch'])
  const { dates, enumerated, language } = useFormat()
  const collected = usePickUp()
  const facts = [
    { label: t('report.technician'), value: <Go to={paths.person(visit.technician.id)}>{visit.technician.name}</Go> },
    ...(visit.mates.length > 0 ? [{ label: t('dispatch:crew.with'), value: enumerated(visit.mates) }] : []),
    { label: t('report.times'), value: dates(visit.timeZone).range(visit.startsAt, visit.endsAt) },
    ...(visit.pickUp
      ? [
          {
            label: t('dispatch:pickUp.label'),
            value: t('dispatch:pickUp.stop', {
              ...collected(visit.pickUp),
              time: dates(visit.timeZone).times(visit.pickUp.from, visit.pickUp.to),
            }),
          },
        ]
      : []),
    ...(visit.overrun ? [{ label: t('dispatch:overrun.told'), value: <OverrunText of={visit.overrun} /> }] : []),
    ...visit.pauses.map(({ reason, since, until }) => ({
      label: t('dispatch:pause.rests'),
      value: until
        ? t('dispatch:pause.span', { reason, span: dates(visit.timeZone).times(since, until) })
        : t('dispatch:pause.since', { reason, when: dates(visit.timeZone).time(since) }),
    })),
    {
      label: t('billing:column.requestId'),
      value: <Go to={paths.request(visit.request.id)}>{visit.request.number}</Go>,
    },
    ...(visit.customer
      ? [
          {
            label: t('billing:column.customer'),
            value: <Go to={paths.customer(visit.customer.id)}>{visit.customer.name}</Go>,
          },
        ]
      : []),
    ...(visit.asset
      ? [
          {
            label: visit.asset.model.name[language] ?? visit.asset.model.name.en ?? visit.asset.model.code,
            value: <Go to={paths.asset(visit.asset.id)}>{visit.asset.serial}</Go>,
          },
        ]
      : []),
    ...(visit.station
      ? [
          {
            label: t('billing:column.station'),
            value: <Go to={paths.station(visit.station.id)}>{visit.station.name}</Go>,
          },
        ]
      : []),
  ]
  return (
    <Card>
      <Facts facts={facts} />
    </Card>
  )
}

function Bills({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field-work', 'billing'])
  const { money } = useFormat()
  if (visit.quotations.length === 0 && !visit.invoice) return null
  return (
    <Card title={t('part.money')}>
      {visit.quotations.map((one) => (
        <p key={one.id}>
          <Go to={paths.quotation(one.id)}>{one.number}</Go> ·{' '}
          {money({ minor: one.customerMinor, currency: one.currency })} <BillStatus status={one.status as 'draft'} />
          {one.signature && (
            <>
              {' '}
              <a href={`/api/v1/files/${one.signature.fileId}`} target="_blank" rel="noreferrer">
                {t('signedBy', { name: one.signature.name, role: one.signature.role })}
              </a>
            </>
          )}
        </p>
      ))}
      {visit.invoice && (
        <p>
          <Go to={paths.invoice(visit.invoice.id)}>{visit.invoice.number ?? t('billing:invoice')}</Go> ·{' '}
          {money({ minor: visit.invoice.totalMinor, currency: visit.invoice.currency })}{' '}
          <BillStatus status={visit.invoice.status as 'draft'} />
        </p>
      )}
    </Card>
  )
}
