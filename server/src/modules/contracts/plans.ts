import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { findAsset } from '../assets/index.ts'
import type { ComposedLine } from './compose.ts'
import { firstDates } from './plan-dates.ts'
import { sellerMustBeSeen } from './sellers.ts'

/** The maintenance a signed contract promises, product by product. */
export async function openPlans(
  tx: Tx,
  contractId: string,
  stationId: string | null,
  lines: readonly ComposedLine[],
): Promise<void> {
  for (const line of lines) {
    if (!line.terms.planTemplateId) continue
    const template = await findTemplate(tx, line.terms.planTemplateId)
    for (const { unit, start, end } of line.periods) {
      const plan = { id: newId(), asset_id: unit.id, starts_on: start, ends_on: end }
      await tx
        .insertInto('contracts.plan')
        .values({ ...plan, template_id: template.id, contract_id: contractId, line_id: line.id, station_id: stationId })
        .execute()
      await firstDates(tx, plan, template)
    }
  }
}

interface NewPlan {
  templateId: string
  assetId: string
  stationId?: string | null | undefined
  startsOn: string
  endsOn?: string | null | undefined
}

/** Maintenance of a product without a contract: whoever owns it is asked to pay when it is done. */
export async function addPlan(tx: Tx, actor: Actor, input: NewPlan): Promise<string> {
  const asset = await findAsset(tx, actor, input.assetId)
  const template = await findTemplate(tx, input.templateId).catch(() => {
    throw invalid({ path: 'templateId', code: 'validation.unknown_reference' })
  })
  if (!template.is_active) throw invalid({ path: 'templateId', code: 'validation.inactive' })
  if (input.endsOn && input.endsOn < input.startsOn) throw invalid({ path: 'endsOn', code: 'validation.order' })
  const stationId = await sellerMustBeSeen(tx, actor, input.stationId ?? null)
  const twin = await tx
    .selectFrom('contracts.plan')
    .select('id')
    .where('asset_id', '=', asset.id)
    .where('template_id', '=', template.id)
    .where('line_id', 'is', null)
    .executeTakeFirst()
  if (twin) throw problem('contracts.plan_twice', 409, { planId: twin.id })
  const plan = { id: newId(), asset_id: asset.id, starts_on: input.startsOn, ends_on: input.endsOn ?? null }
  await tx
    .insertInto('contracts.plan')
    .values({ ...plan, template_id: template.id, station_id: stationId })
    .execute()
  await firstDates(tx, plan, template)
  await announce(tx, actor, {
    type: 'maintenance_plan.opened',
    subject: { type: 'maintenance_plan', id: plan.id, version: 1 },
    threadId: asset.id,
    stationId,
    data: { template: template.code, assetId: asset.id, startsOn: input.startsOn },
  })
  return plan.id
}

export async function findTemplate(tx: Tx, id: string) {
  const row = await tx.selectFrom('contracts.plan_template').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('plan_template')
  return row
}
