import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { day, id, names } from '../../kit/shapes.ts'
import { findAsset } from '../assets/index.ts'
import { allowancesOf } from './contract-page.ts'
import { DUE_BY, PLAN_STATES } from './plan-shapes.ts'
import { allowanceView, CONTRACT_STATES, PRODUCT_KINDS } from './shapes.ts'

export const assetContracts = z
  .object({
    items: z.array(
      z.object({
        id,
        number: z.string().nullable(),
        status: z.enum(CONTRACT_STATES),
        name: names,
        kind: z.enum(PRODUCT_KINDS),
        startsOn: day,
        endsOn: day,
        isRunning: z.boolean(),
        currency: z.string(),
        allowances: z.array(allowanceView),
      }),
    ),
    plans: z.array(
      z.object({
        id,
        name: names,
        status: z.enum(PLAN_STATES),
        dueBy: z.enum(DUE_BY),
        condition: names.nullable(),
        nextOn: day.nullable(),
      }),
    ),
    verification: z.object({ result: z.enum(['verified', 'failed']), hasLabel: z.boolean() }).nullable(),
  })
  .meta({ id: 'AssetContracts' })

/** What covers a product beyond its warranty, what is left of it, and when somebody comes next. */
export async function contractsOfAsset(tx: Tx, actor: Actor, assetId: string) {
  await findAsset(tx, actor, assetId)
  const { rows } = await sql<{ id: string; lineId: string }>`
    select c.id, v.line_id as "lineId", c.number, c.status, c.currency, v.name, v.kind, v.starts_on as "startsOn", v.ends_on as "endsOn",
      v.is_running and c.status = 'active' and current_date between v.starts_on and v.ends_on as "isRunning"
    from contracts.cover v join contracts.contract c on c.tenant_id = v.tenant_id and c.id = v.contract_id
    where v.asset_id = ${assetId} order by v.ends_on desc, v.line_id limit 50`.execute(tx)
  const allowances = await allowancesOf(tx, [...new Set(rows.map((row) => row.id))])
  const { rows: plans } = await sql`
    select p.id, t.name, p.status, t.due_by as "dueBy", t.condition, (select min(d.planned_on) from contracts.planned_date d
      where d.tenant_id = p.tenant_id and d.plan_id = p.id and d.status in ('planned', 'ordered')) as "nextOn"
    from contracts.plan p join contracts.plan_template t on t.tenant_id = p.tenant_id and t.id = p.template_id
    where p.asset_id = ${assetId} and p.status <> 'ended' order by p.created_at desc limit 50`.execute(tx)
  const verification = await tx
    .selectFrom('contracts.verification')
    .select(['result', 'has_label as hasLabel'])
    .where('asset_id', '=', assetId)
    .orderBy('at', 'desc')
    .executeTakeFirst()
  return {
    items: rows.map((row) => ({ ...row, allowances: allowances.filter((one) => one.lineId === row.lineId) })),
    plans,
    verification: verification ?? null,
  }
}
