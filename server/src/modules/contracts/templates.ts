import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { after, mustMeet } from './demands.ts'
import type { templateBody, templatePatch } from './plan-shapes.ts'
import { findTemplate } from './plans.ts'

type Template = z.output<typeof templateBody>

export async function addTemplate(tx: Tx, actor: Actor, input: Template): Promise<string> {
  mustSayWhen(input)
  const id = newId()
  await tx
    .insertInto('contracts.plan_template')
    .values({
      id,
      code: input.code,
      name: JSON.stringify(input.name),
      product_lines: input.productLines,
      due_by: input.dueBy,
      every_months: input.everyMonths,
      every_units: input.everyUnits,
      meter_kind: input.meterKind,
      condition: input.condition && JSON.stringify(input.condition),
      count_from: input.countFrom,
      lead_days: input.leadDays,
      minutes: input.minutes,
      tasks: JSON.stringify(input.tasks),
      parts: JSON.stringify(input.parts),
    })
    .execute()
  await announce(tx, actor, {
    type: 'plan_template.added',
    subject: { type: 'plan_template', id, version: 1 },
    data: { code: input.code },
  })
  return id
}

/** Dates that stand keep their days; new ones are counted by what is said now. */
export async function changeTemplate(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  patch: z.output<typeof templatePatch>,
): Promise<void> {
  mustSayWhen(after(await viewTemplate(tx, id), patch) as Template)
  await edit(tx, actor, {
    table: 'contracts.plan_template',
    id,
    ifMatch,
    patch: {
      code: patch.code,
      name: patch.name,
      product_lines: patch.productLines,
      due_by: patch.dueBy,
      every_months: patch.everyMonths,
      every_units: patch.everyUnits?.toFixed(1),
      meter_kind: patch.meterKind,
      condition: patch.condition,
      count_from: patch.countFrom,
      lead_days: patch.leadDays,
      minutes: patch.minutes,
      tasks: patch.tasks,
      parts: patch.parts,
      is_active: patch.isActive,
    },
    jsonLists: ['tasks', 'parts'],
    news: { type: 'plan_template.changed', subjectType: 'plan_template' },
  })
}

function mustSayWhen(of: Pick<Template, 'dueBy' | 'everyMonths' | 'everyUnits' | 'meterKind' | 'condition'>): void {
  const by = (way: Template['dueBy'], value: unknown) => of.dueBy !== way || value
  mustMeet([
    ['everyMonths', 'validation.required', by('time', of.everyMonths)],
    ['everyUnits', 'validation.required', by('meter', of.everyUnits)],
    ['meterKind', 'validation.required', by('meter', of.meterKind)],
    ['condition', 'validation.required', by('condition', of.condition)],
  ])
}

export async function viewTemplate(tx: Tx, id: string) {
  const row = await findTemplate(tx, id)
  return {
    id: row.id,
    code: row.code,
    name: row.name as Template['name'],
    productLines: row.product_lines,
    dueBy: row.due_by,
    everyMonths: row.every_months,
    everyUnits: row.every_units === null ? null : Number(row.every_units),
    meterKind: row.meter_kind,
    condition: row.condition as Template['condition'],
    countFrom: row.count_from,
    leadDays: row.lead_days,
    minutes: row.minutes,
    tasks: row.tasks as Template['tasks'],
    parts: row.parts as Template['parts'],
    isActive: row.is_active,
    version: row.version,
  }
}
