import { sql } from 'kysely'
import { systemActor } from '../../server/src/kit/actor.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { startRun } from '../../server/src/modules/replenishment/runs.ts'
import { Dice } from './random.ts'
import { writeSuppliers } from './suppliers.ts'

/** As far back as a simulation of the last year looks. */
const MONTHS = 48
/** Where so much money in stock would lie. */
const BUDGET = '60000000'

/** Four years of demand of some parts at some shelves, taken over from the system before; a plan and a budget begin with the server. */
export async function writeReplenishment(tx: Tx, tenantId: string, now: Date): Promise<void> {
  const { rows: pairs } = await sql<{ part: string; place: string; pace: number }>`
    select p.id as part, l.id as place, row_number() over (order by p.number, l.code)::int as pace
    from (select id, number, row_number() over (order by number) as n from parts.part) p
    join (select id, code, row_number() over (order by code) as n from parts.place where kind = 'station') l on (p.n + l.n * 3) % 5 = 0`.execute(
    tx,
  )
  const dice = new Dice(52)
  const rows = pairs.flatMap(({ part, place, pace }) => {
    const mean = pace % 11 === 0 ? 4 : pace % 4 === 0 ? 1.2 : 0.25
    return Array.from({ length: MONTHS }, (_, n) => ({
      part,
      place,
      month: monthsBack(now, n + 1),
      quantity: asked(mean, dice),
    }))
  })
  await sql`insert into replenishment.past_demand (part_id, place_id, month, quantity)
    select part, place, month, quantity from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(part uuid, place uuid, month date, quantity numeric)`.execute(
    tx,
  )
  await sql`update parts.supply s set unit_minor = v.unit from (select l.part_id, round(sum(l.minor) / sum(l.quantity))::bigint as unit from parts.layer l
    where l.quantity > 0 group by 1) v where v.part_id = s.part_id and s.supplier like 'Meridian%'`.execute(tx)
  await writeSuppliers(tx, now)
  await startRun(tx, systemActor(tenantId), { kind: 'plan', options: { months: 24 } })
  await startRun(tx, systemActor(tenantId), { kind: 'budget', options: { months: 24, budgetMinor: BUDGET } })
}

const monthsBack = (now: Date, n: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - n, 1)).toISOString().slice(0, 10)

/** Poisson by multiplying chances. */
function asked(mean: number, dice: Dice): number {
  let units = 0
  for (let chance = dice.next(); chance > Math.exp(-mean); chance *= dice.next()) units++
  return units
}
