import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { type JobCall, job, type ReactionCall } from '../../kit/jobs.ts'
import { notify } from '../../kit/notices/notify.ts'
import { peopleOfRoles } from '../network/index.ts'
import { type Balances, balanceKey, NO_BATCH } from './balances.ts'
import type { LedgerFacts } from './ledger-facts.ts'
import type { Document, NumberedMove } from './posting.ts'
import { asNumeric } from './quantities.ts'

/** A van's debt is to be explained or filled up within so many days. */
const DAYS_TO_SETTLE = 3

/** Keeps the open debt of every balance that went or was below nothing; the balances are locked. A new one is told. */
export async function debtRows(
  tx: Tx,
  actor: Actor,
  document: Document,
  moves: readonly NumberedMove[],
  balances: Balances,
  facts: LedgerFacts,
): Promise<void> {
  const touched = new Map(
    moves.flatMap((move) =>
      [move.from, move.to].map((end) => [balanceKey(move.partId, end, move.batchId), { move, end }] as const),
    ),
  )
  for (const [key, { move, end }] of touched) {
    const owed = -Math.min(balances.now(key) ?? 0, 0)
    const was = -Math.min(balances.before.get(key)?.onHand ?? 0, 0)
    if (owed === was) continue
    const at = document.effectiveAt ?? new Date()
    const { stationId, name } = facts.places.get(end.placeId)!
    const { rows } = await sql<{ id: string; is_new: boolean }>`
      insert into parts.debt as d (id, part_id, place_id, condition, owner_id, batch_id, station_id, quantity, most, since, due_at, opened_by)
      values (${newId()}, ${move.partId}, ${end.placeId}, ${end.condition}, ${end.ownerId}, ${move.batchId ?? NO_BATCH}, ${stationId},
        ${asNumeric(Math.max(owed, 1))}, ${asNumeric(owed)}, ${at}, clock_timestamp() + make_interval(days => ${DAYS_TO_SETTLE}), ${document.id})
      on conflict (tenant_id, part_id, place_id, condition, owner_id, batch_id) where settled_at is null
      do update set quantity = ${asNumeric(owed)}, most = greatest(d.most, ${asNumeric(owed)}::numeric), settled_at = ${owed === 0 ? new Date() : null}::timestamptz,
        settled_by = ${owed === 0 ? document.id : null}::uuid
      returning id, xmax = 0 as is_new`.execute(tx)
    const debt = rows[0]!
    const type = debt.is_new ? 'stock_debt.opened' : owed === 0 ? 'stock_debt.settled' : 'stock_debt.changed'
    await announce(tx, actor, {
      ...{ type, subject: { type: 'stock_debt', id: debt.id }, stationId },
      data: { part: facts.parts.get(move.partId)!.number, place: name, quantity: owed / 1e6, documentId: document.id },
    })
  }
}

/** A van that owes is explained by whoever drives it, or filled up by the keeper of its parts: both hear of it. */
export async function tellDebt({ tx, event }: ReactionCall): Promise<void> {
  const debt = await openDebt(tx, event.subjectId)
  if (debt) await tell(tx, debt, 'parts:notice.debt', ['parts_keeper'])
}

/** One that is still open after its time, once: also the one the keeper answers to. */
export const remindDebts = job(
  'parts-remind-debts',
  async ({ services, tenantId }: JobCall<object>) =>
    services.db.tx(tenantId, (tx) => remindOverdue(tx, new Date())).then(() => {}),
  '20 * * * *',
)

export async function remindOverdue(tx: Tx, now: Date): Promise<number> {
  const due = await tx
    .updateTable('parts.debt')
    .set({ reminded_at: now })
    .where('settled_at', 'is', null)
    .where('reminded_at', 'is', null)
    .where('due_at', '<=', now)
    .returning('id')
    .execute()
  for (const { id } of due) {
    const debt = await openDebt(tx, id)
    if (debt) await tell(tx, debt, 'parts:notice.debtOverdue', ['parts_keeper', 'service_manager'])
  }
  return due.length
}

async function openDebt(tx: Tx, id: string) {
  const { rows } = await sql<{
    id: string
    part: string
    place: string
    quantity: number
    station_id: string | null
    person_id: string | null
  }>`select d.id, p.number as part, l.name as place, d.quantity::float8 as quantity, d.station_id, l.person_id
    from parts.debt d join parts.part p on p.tenant_id = d.tenant_id and p.id = d.part_id
    join parts.place l on l.tenant_id = d.tenant_id and l.id = d.place_id where d.id = ${id} and d.settled_at is null`.execute(
    tx,
  )
  return rows[0]
}

type Keepers = Parameters<typeof peopleOfRoles>[2]
async function tell(tx: Tx, debt: NonNullable<Awaited<ReturnType<typeof openDebt>>>, kind: string, roles: Keepers) {
  const keepers = await peopleOfRoles(tx, debt.station_id, roles)
  const people = debt.person_id ? [debt.person_id, ...keepers] : keepers
  const { part, place, quantity } = debt
  await notify(tx, tenantOf(tx), people, {
    ...{ kind, details: { part, place, quantity } },
    subject: { type: 'stock_debt', id: debt.id },
  })
}
