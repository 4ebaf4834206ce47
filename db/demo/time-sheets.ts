import { sql } from 'kysely'
import { systemActor } from '../../server/src/kit/actor.ts'
import type { Tx } from '../../server/src/kit/db.ts'
import { newId } from '../../server/src/kit/ids.ts'
import { putExpense } from '../../server/src/modules/field-work/expenses.ts'
import { correctTime, writeWorkTime } from '../../server/src/modules/field-work/time-sheet.ts'

const SHOWN = 40
const PAID = [
  ['parking', '1500', '商场停车'],
  ['toll', '2200', '沪嘉高速'],
  ['ticket', '800', '地铁'],
  ['material', '4650', '密封胶'],
] as const
const WHY = ['堵车绕行', '忘记打点', '客户临时改地点'] as const

/** The last visits with their time sheets; some were put right, and some cost parking or a toll. */
export async function writeTimeSheets(tx: Tx, tenantId: string): Promise<void> {
  const { rows } = await sql<{ id: string; personId: string; name: string; endedAt: Date }>`
    select v.id, v.technician_id as "personId", p.name, v.finished_at as "endedAt" from dispatch.visit v
    join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
    where v.status in ('done', 'part_done') and v.finished_at is not null and v.arrived_at is not null
    order by v.finished_at desc, v.id limit ${SHOWN}`.execute(tx)
  for (const [i, { id, personId, name, endedAt }] of rows.entries()) {
    await writeWorkTime(tx, id, endedAt)
    const actor = { ...systemActor(tenantId), kind: 'person' as const, id: personId, name }
    const at = endedAt.toISOString()
    if (i % 7 === 2) {
      const reason = WHY[i % WHY.length]!
      await correctTime(tx, actor, id, newId(), { field: 'travelMinutes', value: 35 + (i % 5) * 5, reason, at })
    }
    if (i % 4 === 1) {
      const [kind, minor, note] = PAID[i % PAID.length]!
      await putExpense(tx, actor, id, newId(), { kind, minor, currency: 'CNY', note, at })
    }
  }
}
