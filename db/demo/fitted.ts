import { sql } from 'kysely'
import type { Actor } from '../../server/src/kit/actor.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { bookDocument } from '../../server/src/modules/parts/documents.ts'

/** Visits of one technician parts are told of: enough to learn a van kit from. */
const EACH = 15
const DAY = 864e5
const OLDEST = 190

/** What was fitted on visits of the past: mostly the same few parts, some of them together. */
export async function writeFitted(
  tx: Tx,
  actor: Actor,
  { parts, place }: { parts: readonly { id: string; cost: bigint }[]; place: string },
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ visit: string; request: string; n: number; technician: number; at: Date }>`
    select * from (select v.id as visit, v.request_id as request, v.finished_at as at, dense_rank() over (order by v.technician_id)::int as technician,
      row_number() over (partition by v.technician_id order by v.finished_at desc)::int as n
      from dispatch.visit v join parts.place l on l.tenant_id = v.tenant_id and l.kind = 'van' and l.person_id = v.technician_id
      where v.status = 'done' and v.finished_at is not null) of_vans where n <= ${EACH} order by at`.execute(tx)
  const booked = rows.map(({ visit, request, n, technician, at }) => {
    const usual = (step: number) => parts[(technician * 5 + step * 3) % parts.length]!
    const chosen = [...new Set(n % 4 === 0 ? [usual(0), usual(1)] : n % 7 === 0 ? [usual(n)] : [usual(n % 3)])]
    return {
      visitId: visit,
      requestId: request,
      at: new Date(Math.max(at.getTime(), now.getTime() - OLDEST * DAY)),
      chosen,
    }
  })
  const wanted = new Map<string, { cost: bigint; quantity: number }>()
  for (const { id, cost } of booked.flatMap((one) => one.chosen))
    wanted.set(id, { cost, quantity: (wanted.get(id)?.quantity ?? 0) + 1 })
  const came = [...wanted].map(([partId, { cost, quantity }]) => ({
    ...{ partId, quantity, costMinor: (cost * BigInt(quantity)).toString() },
  }))
  const before = new Date(now.getTime() - (OLDEST + 1) * DAY).toISOString()
  if (came.length > 0) await bookDocument(tx, actor, { kind: 'receipt', placeId: place, at: before, lines: came }, now)
  for (const { chosen, at, ...about } of booked) {
    const lines = chosen.map(({ id }) => ({ partId: id, quantity: 1 }))
    await bookDocument(tx, actor, { kind: 'issue', placeId: place, ...about, at: at.toISOString(), lines }, now)
  }
}
