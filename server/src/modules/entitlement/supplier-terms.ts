import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { type FieldError, invalid, notFound } from '../../kit/problem.ts'
import { day, id, line } from '../../kit/shapes.ts'

export const SUPPLIER_STARTS = ['production', 'delivery', 'fitting'] as const
export const SUPPLIER_COVERS = ['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const
const optional = <T extends z.ZodType>(shape: T) => shape.nullable().optional()

export const supplierTermBody = z.object({
  supplier: line,
  agreement: optional(line),
  familyId: optional(id),
  modelId: optional(id),
  component: optional(z.string().trim().min(1).max(60)).describe('also stands for everything below it'),
  covers: z.array(z.enum(SUPPLIER_COVERS)).min(1),
  startsFrom: z.enum(SUPPLIER_STARTS),
  months: optional(z.number().int().min(1).max(600)),
  distanceKm: optional(z.number().int().min(1).max(10_000_000)),
  sharePct: z.number().int().min(1).max(100),
  builtFrom: optional(day),
  builtTo: optional(day),
})
export const supplierTermPatch = supplierTermBody.partial()
export const supplierTermView = supplierTermBody
  .required()
  .extend({ id, version: z.number() })
  .meta({ id: 'SupplierTerm' })
type Body = z.output<typeof supplierTermBody>

export async function addSupplierTerm(tx: Tx, actor: Actor, input: Body): Promise<string> {
  await check(tx, input)
  const termId = newId()
  await tx
    .insertInto('entitlement.supplier_term')
    .values({
      ...columns(input),
      id: termId,
      supplier: input.supplier,
      covers: input.covers,
      starts_from: input.startsFrom,
      share_pct: input.sharePct,
    })
    .execute()
  const subject = { type: 'supplier_term', id: termId, version: 1 }
  await announce(tx, actor, { type: 'supplier_term.added', subject, data: { supplier: input.supplier } })
  return termId
}

/** Decisions made before keep what they said: they store it. */
export async function changeSupplierTerm(
  tx: Tx,
  actor: Actor,
  termId: string,
  ifMatch: number,
  patch: z.output<typeof supplierTermPatch>,
): Promise<void> {
  const now = await supplierTermOf(tx, termId)
  await check(tx, { ...now, ...given(patch) } as Body)
  await edit(tx, actor, {
    table: 'entitlement.supplier_term',
    id: termId,
    ifMatch,
    patch: columns(patch),
    news: { type: 'supplier_term.changed', subjectType: 'supplier_term' },
  })
}

export async function removeSupplierTerm(tx: Tx, actor: Actor, termId: string): Promise<void> {
  const gone = await tx
    .deleteFrom('entitlement.supplier_term')
    .where('id', '=', termId)
    .returning(['supplier', 'agreement'])
    .executeTakeFirst()
  if (!gone) throw notFound('supplier_term')
  await announce(tx, actor, {
    type: 'supplier_term.removed',
    subject: { type: 'supplier_term', id: termId },
    data: gone,
  })
}

export async function supplierTermOf(tx: Tx, termId: string) {
  const row = await tx
    .selectFrom('entitlement.supplier_term')
    .select(['id', 'supplier', 'agreement', 'family_id as familyId', 'model_id as modelId', 'component', 'covers'])
    .select(['starts_from as startsFrom', 'months', 'distance_km as distanceKm', 'share_pct as sharePct', 'version'])
    .select(['built_from as builtFrom', 'built_to as builtTo'])
    .where('id', '=', termId)
    .executeTakeFirst()
  if (!row) throw notFound('supplier_term')
  return row
}

const given = (patch: object) => Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))

function columns(input: z.output<typeof supplierTermPatch>) {
  return {
    supplier: input.supplier,
    agreement: input.agreement,
    family_id: input.familyId,
    model_id: input.modelId,
    component: input.component,
    covers: input.covers,
    starts_from: input.startsFrom,
    months: input.months,
    distance_km: input.distanceKm,
    share_pct: input.sharePct,
    built_from: input.builtFrom,
    built_to: input.builtTo,
  }
}

async function check(tx: Tx, input: Body): Promise<void> {
  const errors: FieldError[] = []
  if (!input.months && !input.distanceKm) errors.push({ path: 'months', code: 'assets.term_without_limit' })
  if (input.builtFrom && input.builtTo && input.builtTo < input.builtFrom)
    errors.push({ path: 'builtTo', code: 'validation.order' })
  if (input.startsFrom === 'fitting' && !input.component)
    errors.push({ path: 'component', code: 'validation.required' })
  const known = async (path: string, kind: 'assets.family' | 'assets.model', wanted: string | null | undefined) => {
    if (!wanted) return
    const row = await tx.selectFrom(kind).select('id').where('id', '=', wanted).executeTakeFirst()
    if (!row) errors.push({ path, code: 'validation.unknown_reference' })
  }
  await known('familyId', 'assets.family', input.familyId)
  await known('modelId', 'assets.model', input.modelId)
  if (errors.length > 0) throw invalid(...errors)
}
