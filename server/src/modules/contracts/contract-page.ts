import { type ContractState, canGo } from '@aftercare/rules'
import { sql } from 'kysely'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { type ContractRow, findContract } from './contracts.ts'
import { findingsOf } from './findings.ts'
import type { Terms } from './shapes.ts'

export async function viewContract(tx: Tx, actor: Actor, id: string) {
  const row = await findContract(tx, actor, id)
  const [names, lines, allowances, findings, instalments, renewals] = [
    await namesOf(tx, row),
    await linesOf(tx, id),
    await allowancesOf(tx, [id]),
    actor.kind === 'customer' ? [] : await findingsOf(tx, id),
    await instalmentsFor(tx, id),
    await renewalsOf(tx, row),
  ]
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    currency: row.currency,
    totalMinor: row.total_minor,
    billing: row.billing,
    billingMonths: row.billing_months,
    ...names,
    country: row.country,
    language: row.language,
    taxBp: row.tax_bp,
    taxIncluded: row.tax_included,
    cancelRule: row.cancel_rule,
    isTransferable: row.is_transferable,
    signedOn: row.signed_on,
    note: actor.kind === 'customer' ? null : row.note,
    ...renewals,
    suspendedOn: row.suspended_on,
    suspendReason: row.suspend_reason,
    cancelledOn: row.cancelled_on,
    cancelReason: row.cancel_reason,
    refund: row.refund,
    lines,
    allowances,
    findings,
    instalments,
    createdAt: row.created_at,
    version: row.version,
    can: actionsOf(actor, row, renewals.renewedBy !== null),
  }
}

function actionsOf(actor: Actor, row: ContractRow, isRenewed: boolean): string[] {
  const go = (to: ContractState) => canGo('contract', row.status as ContractState, to)
  const sell = can(actor, 'contracts.sell')
  const change = can(actor, 'contracts.change')
  const isDraft = row.status === 'draft'
  const runs = row.status === 'active'
  return [
    ...(sell && isDraft ? ['activate', 'delete'] : []),
    ...(can(actor, 'contracts.override') && isDraft ? ['override'] : []),
    ...(change && runs ? ['suspend'] : []),
    ...(change && row.status === 'suspended' ? ['resume'] : []),
    ...(change && go('cancelled') ? ['cancel'] : []),
    ...(change && runs && row.is_transferable ? ['transfer'] : []),
    ...(sell && !isRenewed && (runs || row.status === 'expired') ? ['renew'] : []),
    ...(sell && runs ? ['use'] : []),
  ]
}

async function namesOf(tx: Tx, row: ContractRow) {
  const customer = await tx
    .selectFrom('parties.customer')
    .select(['id', 'number', 'name'])
    .where('id', '=', row.customer_id)
    .executeTakeFirstOrThrow()
  const station = row.station_id
    ? await tx.selectFrom('network.station').select(['id', 'name']).where('id', '=', row.station_id).executeTakeFirst()
    : undefined
  return { customer, station: station ?? null }
}

async function renewalsOf(tx: Tx, row: ContractRow) {
  const renews = row.renews_id
    ? await tx
        .selectFrom('contracts.contract')
        .select(['id', 'number'])
        .where('id', '=', row.renews_id)
        .executeTakeFirst()
    : undefined
  const renewedBy = await tx
    .selectFrom('contracts.contract')
    .select(['id', 'number', 'status'])
    .where('renews_id', '=', row.id)
    .where('status', '<>', 'cancelled')
    .executeTakeFirst()
  return { renews: renews ?? null, renewedBy: renewedBy ?? null }
}

/** Lines with what each covers; a draft has no cover yet. */
export async function linesOf(tx: Tx, contractId: string) {
  const { rows } = await sql<{
    id: string
    productId: string
    terms: Terms
    scope: string
    scopeName: string
    scopeNames: Record<string, string> | null
    units: number
    unitMinor: string
    publishedMinor: string | null
    priceReason: string | null
    totalMinor: string
    covers: {
      assetId: string
      serial: string
      model: Record<string, string>
      startsOn: string
      endsOn: string
      isRunning: boolean
    }[]
  }>`
    select l.id, l.product_id as "productId", l.terms, l.scope, l.units, l.unit_minor::text as "unitMinor",
      l.published_minor::text as "publishedMinor", l.price_reason as "priceReason", l.total_minor::text as "totalMinor",
      coalesce(case l.scope when 'asset' then (select a.serial from assets.asset a where a.tenant_id = l.tenant_id and a.id = l.scope_id)
        when 'model' then (select m.code from assets.model m where m.tenant_id = l.tenant_id and m.id = l.scope_id)
        else (select f.code from assets.family f where f.tenant_id = l.tenant_id and f.id = l.scope_id) end, '') as "scopeName",
      case l.scope when 'model' then (select m.name from assets.model m where m.tenant_id = l.tenant_id and m.id = l.scope_id)
        when 'family' then (select f.name from assets.family f where f.tenant_id = l.tenant_id and f.id = l.scope_id) end as "scopeNames",
      coalesce((select jsonb_agg(jsonb_build_object('assetId', v.asset_id, 'serial', a.serial, 'model', m.name,
          'startsOn', v.starts_on, 'endsOn', v.ends_on, 'isRunning', v.is_running) order by a.serial)
        from contracts.cover v join assets.asset a on a.tenant_id = v.tenant_id and a.id = v.asset_id
        join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
        where v.tenant_id = l.tenant_id and v.contract_id = l.contract_id and v.line_id = l.id), '[]') as covers
    from contracts.line l where l.contract_id = ${contractId} order by l.position`.execute(tx)
  return rows.map(({ productId, ...row }) => ({
    ...row,
    product: { id: productId, code: row.terms.code, name: row.terms.name, kind: row.terms.kind },
  }))
}

/** What is left of each allowance, and when it is next wanted. */
export async function allowancesOf(tx: Tx, contractIds: readonly string[]) {
  if (contractIds.length === 0) return []
  const { rows } = await sql<{
    id: string
    contractId: string
    lineId: string
    unit: string
    total: string
    used: string
    left: string
    nextOn: string | null
  }>`
    select a.id, a.contract_id as "contractId", a.line_id as "lineId", a.unit, a.total::text, a.used::text,
      (a.total - a.used)::text as left,
      case when a.unit = 'visit' then (select min(d.planned_on) from contracts.plan p
        join contracts.planned_date d on d.tenant_id = p.tenant_id and d.plan_id = p.id and d.status in ('planned', 'ordered')
        where p.tenant_id = a.tenant_id and p.line_id = a.line_id and p.contract_id = a.contract_id) end as "nextOn"
    from contracts.allowance a where a.contract_id = any(${[...contractIds]}::uuid[]) order by a.id`.execute(tx)
  return rows
}

async function instalmentsFor(tx: Tx, contractId: string) {
  const { rows } = await sql<Record<string, unknown>>`
    select i.id, i.position, i.from_on as "fromOn", i.to_on as "toOn", i.due_on as "dueOn", i.minor::text, i.state,
      case when v.id is not null then json_build_object('id', v.id, 'number', v.number, 'status', v.status) end as invoice
    from contracts.instalment i left join billing.invoice v on v.tenant_id = i.tenant_id and v.id = i.invoice_id
    where i.contract_id = ${contractId} order by i.position`.execute(tx)
  return rows
}
