import type { Answer } from '@aftercare/api'
import { Facts, SkeletonRows } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { Quantity, useUnit } from '../parts/marks.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { Outlook } from './outlook.tsx'
import { acceptMany } from './proposal-bulk.tsx'
import { Kind, type Row, State } from './proposal-list.tsx'
import styles from './replenishment.module.css'

export type Proposal = Answer<'/api/v1/replenishment-proposals/{id}'>

/** One proposal beside the list: why, its sum, how demand may go on. */
export function ProposalPanel({ row }: { row: Row }) {
  const query = $api.useQuery('get', '/api/v1/replenishment-proposals/{id}', { params: { path: { id: row.id } } })
  return query.data ? <Panel proposal={query.data} /> : <SkeletonRows rows={8} />
}

function Panel({ proposal }: { proposal: Proposal }) {
  const named = useNamed()
  const { part, place, kind, state, orderId, shipmentId, reason } = proposal
  const { t } = useTranslation('parts')
  return (
    <div className={styles.panel}>
      <div>
        <strong>
          <Go to={paths.part(part.id)}>{part.number}</Go>
        </strong>{' '}
        {named(part.name)}
        <div className={styles.quiet}>{place.name}</div>
      </div>
      <div className={styles.marks}>
        <Kind kind={kind} />
        <State state={state} />
        {orderId && <Go to={paths.purchaseOrder(orderId)}>{t('purchaseOrders')}</Go>}
        {shipmentId && <Go to={paths.transfer(shipmentId)}>{t('transfers')}</Go>}
      </div>
      {reason && <p className={styles.quiet}>{reason}</p>}
      <Decide proposal={proposal} />
      <Why proposal={proposal} />
      <SumTable proposal={proposal} />
      <Position proposal={proposal} />
      <Outlook proposal={proposal} />
    </div>
  )
}

function Decide({ proposal: { id, kind, state } }: { proposal: Proposal }) {
  const { t } = useTranslation('replenishment')
  const can = useCan()
  const change = useChange(() => acceptMany([id]), {
    paths: ['/api/v1/replenishment-proposals', '/api/v1/replenishment-proposals/{id}'],
    done: ({ done, skipped }) => (done > 0 ? t('state.accepted') : (skipped[0]?.reason ?? '')),
    tellRefusal: true,
  })
  if (state !== 'open' || kind === 'wait' || kind === 'enough' || !can('parts.buy')) return null
  return (
    <div className={styles.buttons}>
      <Button type="primary" loading={change.isPending} onClick={() => change.mutate(undefined)}>
        {t('do.accept')}
      </Button>
    </div>
  )
}

/** The sum in words: what was asked for, how long the level must do, what decided it, what follows. */
export function Why({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('replenishment')
  const { numbers, money } = useFormat()
  const units = useUnits(proposal)
  const { facts, level, position, rule, currency } = proposal
  const cost = (minor: number) => money({ minor: String(Math.round(minor)), currency })
  const lines = [
    t('why.demand', {
      mean: numbers.decimal(facts.mean, 2),
      spread: numbers.decimal(facts.spread, 1),
      exposure: numbers.decimal(facts.exposure, 0),
    }),
    t('why.protection', { months: numbers.decimal(facts.protection, 1) }),
    t(`why.${rule}`, { level: units(level), shortage: cost(facts.shortageMinor) }),
    facts.stock.predecessors > 0 && t('why.predecessors', { count: facts.stock.predecessors }),
    t('why.position', { position: units(position) }),
    useOutcome(proposal),
    !facts.isPriceKnown && t('why.priceAssumed'),
  ]
  return (
    <section className={styles.why} aria-label={t('why.title')}>
      {lines.map((line) => line && <p key={line}>{line}</p>)}
    </section>
  )
}

function useUnits({ part }: Proposal) {
  const { numbers } = useFormat()
  const named = useUnit()
  return (of: number) => `${numbers.quantity(of)} ${named(part.unit)}`
}

/** What follows from the sum. */
function useOutcome(proposal: Proposal): string {
  const { t } = useTranslation('replenishment')
  const { numbers, money } = useFormat()
  const units = useUnits(proposal)
  const { kind, supplier, from, to, facts, currency } = proposal
  const quantity = units(proposal.quantity)
  const short = units(facts.short)
  switch (kind) {
    case 'buy':
    case 'last_buy':
      return supplier ? t('why.buy', { quantity, supplier }) : t('why.buyNobody', { quantity })
    case 'transfer': {
      const said = t('why.transfer', { quantity, from })
      return facts.short > 0 ? `${said} ${t('why.short', { short, from })}` : said
    }
    case 'return': {
      const gain = money({ minor: String(Math.round(facts.gainMinor ?? 0)), currency })
      return t('why.return', { quantity, to, gain, runsOut: numbers.percent(facts.runsOut ?? 0) })
    }
    case 'wait':
      return t('why.wait', { short })
    case 'enough':
      return t('why.enough')
  }
}

function SumTable({ proposal: { facts, currency } }: { proposal: Proposal }) {
  const { t } = useTranslation('replenishment')
  const { numbers, money } = useFormat()
  const rows = [facts.before, facts.at, facts.after].flatMap((one) => (one ? [one] : []))
  return (
    <table className={styles.table}>
      <caption>{t('table.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('table.level')}</th>
          <th scope="col">{t('table.fill')}</th>
          <th scope="col">{t('table.money')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.level} className={one === facts.at ? styles.chosen : undefined}>
            <td>{numbers.quantity(one.level)}</td>
            <td>{numbers.percent(Math.max(one.fill, 0))}</td>
            <td>{money({ minor: String(Math.round(one.money)), currency })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const STOCK = ['onHand', 'reserved', 'onOrder', 'inTransit', 'backorders'] as const

function Position({ proposal: { facts } }: { proposal: Proposal }) {
  const { t } = useTranslation('replenishment')
  return <Facts facts={STOCK.map((key) => ({ label: t(`stock.${key}`), value: <Quantity of={facts.stock[key]} /> }))} />
}
