import { localDay } from '@aftercare/rules'
import { calendarDay, words } from '@aftercare/words/server'
import { sql } from 'kysely'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { job } from '../../kit/jobs.ts'
import { draftInvoice, priceTerms } from '../billing/index.ts'
import { linesOf } from './contract-page.ts'
import { type ContractRow, findContract } from './contracts.ts'

/** So long before it is due the office finds the draft. */
const DAYS_AHEAD = 14
const AT_ONCE = 200

/** The invoices of the days to come, made ahead as drafts: somebody looks at them and issues them. */
export const invoiceInstalments = job<object>(
  'contracts-invoices',
  async ({ services, tenantId, log }) => {
    for (let n = AT_ONCE; n === AT_ONCE; ) {
      n = await services.db.tx(tenantId, (tx) => invoiceDue(tx, new Date()))
      if (n > 0) log.info({ invoices: n }, 'instalments of contracts invoiced')
    }
  },
  '20 3 * * *',
)

export async function invoiceDue(tx: Tx, now: Date): Promise<number> {
  const until = new Date(now.getTime() + DAYS_AHEAD * 86_400_000).toISOString().slice(0, 10)
  const { rows } = await sql<{ id: string; contract_id: string }>`
    select i.id, i.contract_id from contracts.instalment i
    join contracts.contract c on c.tenant_id = i.tenant_id and c.id = i.contract_id and c.status in ('active', 'expired')
    where i.state = 'planned' and i.due_on <= ${until} order by i.due_on, i.id limit ${AT_ONCE} for update of i skip locked`.execute(
    tx,
  )
  for (const row of rows) await invoiceInstalment(tx, row.contract_id, row.id, now)
  return rows.length
}

/** One instalment as a draft: each line of the contract with its part, to the fen. */
export async function invoiceInstalment(tx: Tx, contractId: string, id: string, now: Date): Promise<void> {
  const actor = systemActor(tenantOf(tx))
  const contract = await findContract(tx, actor, contractId)
  const part = await tx.selectFrom('contracts.instalment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const minor = BigInt(part.minor)
  if (minor === 0n) {
    await tx.updateTable('contracts.instalment').set({ state: 'dropped' }).where('id', '=', id).execute()
    return
  }
  const today = localDay(now.getTime(), 'UTC')
  const invoiceId = await draftInvoice(tx, actor, {
    source: { type: 'contract', id: contractId },
    requestId: null,
    visitId: null,
    customerId: contract.customer_id,
    stationId: contract.station_id,
    country: contract.country,
    language: contract.language,
    terms: await priceTerms(
      tx,
      {
        country: contract.country,
        currency: contract.currency,
        taxIncluded: contract.tax_included,
        taxBp: contract.tax_bp,
      },
      today,
    ),
    lines: await billLines(tx, contract, part, minor),
  })
  await tx
    .updateTable('contracts.instalment')
    .set({ state: 'invoiced', invoice_id: invoiceId })
    .where('id', '=', id)
    .execute()
  await announce(tx, actor, {
    type: 'contract.invoiced',
    subject: { type: 'contract', id: contractId },
    threadId: contract.customer_id,
    stationId: contract.station_id,
    data: { number: contract.number, invoiceId, minor: part.minor, currency: contract.currency, dueOn: part.due_on },
  })
}

async function billLines(
  tx: Tx,
  contract: ContractRow,
  part: { from_on: string; to_on: string; visit_id: string | null },
  minor: bigint,
) {
  const say = words(contract.language)
  const lines = (await linesOf(tx, contract.id)).filter((line) => BigInt(line.totalMinor) > 0n)
  const shares = lines.map((line) => BigInt(line.totalMinor))
  const span = {
    from: calendarDay(contract.language, part.from_on),
    to: calendarDay(contract.language, part.to_on),
  }
  return split(minor, shares).map((share, i) => {
    const { terms, units } = lines[i]!
    const name = terms.name[contract.language as keyof typeof terms.name] ?? terms.name.en
    const what = { name, number: contract.number ?? '', units }
    return {
      id: newId(),
      kind: 'other',
      code: terms.priceCode,
      name: part.visit_id ? say('contracts:bill.visit', what) : say('contracts:bill.period', { ...what, ...span }),
      quantity: '1',
      unit: 'piece',
      unitMinor: share,
      publishedMinor: null,
      priceReason: null,
      payer: 'customer',
      customerSharePct: 100,
      why: null,
      decisionId: null,
    }
  })
}

/** By the weight of the lines; what is left over goes to the last, so that the parts are the whole. */
function split(minor: bigint, weights: readonly bigint[]): bigint[] {
  const all = weights.reduce((sum, one) => sum + one, 0n)
  const parts = weights.map((one) => (minor * one) / all)
  parts[parts.length - 1]! += minor - parts.reduce((sum, one) => sum + one, 0n)
  return parts
}

/** A contract that is paid per visit: the visit that was made is due now, by the lines that sent it. Told twice, it is billed once. */
export async function billVisit(
  tx: Tx,
  of: { contractId: string; requestId: string; visitId: string },
  at: Date,
): Promise<void> {
  const contract = await tx
    .selectFrom('contracts.contract')
    .select(['id', 'billing'])
    .where('id', '=', of.contractId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (contract.billing !== 'per_visit') return
  const day = at.toISOString().slice(0, 10)
  const { rows } = await sql<{ id: string }>`
    insert into contracts.instalment (id, contract_id, position, from_on, to_on, due_on, minor, visit_id)
    select ${newId()}, ${of.contractId},
      coalesce((select max(i.position) from contracts.instalment i where i.contract_id = ${of.contractId}), 0) + 1,
      ${day}::date, ${day}::date, ${day}::date, sum(l.unit_minor), ${of.visitId}
    from contracts.line l join contracts.job j on j.tenant_id = l.tenant_id and j.line_id = l.id and j.holds
    where l.contract_id = ${of.contractId} and j.request_id = ${of.requestId} having count(*) > 0
    on conflict (tenant_id, contract_id, visit_id) where visit_id is not null do nothing returning id`.execute(tx)
  if (rows[0]) await invoiceInstalment(tx, of.contractId, rows[0].id, at)
}
