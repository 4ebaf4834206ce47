import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { type FieldError, invalid, notFound } from '../../kit/problem.ts'
import type { termBody } from './catalogue-shapes.ts'

export type Term = z.output<typeof termBody>

/** Promises the maker published for a model, per kind of cost; which sales each was made for is part of it. */
export function termsOf(tx: Tx, modelId: string) {
  return tx
    .selectFrom('assets.warranty_term')
    .select(['id', 'country', 'covers', 'components', 'months', 'hours', 'distance_km as distanceKm', 'name'])
    .select('excluded_components as excludedComponents')
    .select(['starts_from as startsFrom', 'sold_from as soldFrom', 'sold_to as soldTo'])
    .where('model_id', '=', modelId)
    .orderBy('country', (order) => order.asc().nullsFirst())
    .orderBy('covers')
    .orderBy('sold_from', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .execute()
}

/** What no shape can say: a promise without an end, sales that end before they begin, a part both named and left out. */
export function wrongIn({ months, distanceKm, hours, soldFrom, soldTo, ...term }: Term): FieldError | null {
  if (!months && !distanceKm && !hours) return { path: 'months', code: 'assets.term_without_limit' }
  if (soldFrom && soldTo && soldTo < soldFrom) return { path: 'soldTo', code: 'validation.order' }
  // A part has no counter of its own: hours from its fitting cannot be told.
  if (hours && term.startsFrom === 'replacement') return { path: 'hours', code: 'assets.term_hours_of_part' }
  const both = term.excludedComponents.find((code) => term.components.includes(code))
  return both ? { path: 'excludedComponents', code: 'assets.term_component_twice', values: { code: both } } : null
}

function columns(input: Term) {
  const wrong = wrongIn(input)
  if (wrong) throw invalid(wrong)
  return {
    country: input.country ?? null,
    covers: input.covers,
    components: input.components,
    excluded_components: input.excludedComponents,
    name: input.name ? JSON.stringify(input.name) : null,
    months: input.months ?? null,
    distance_km: input.distanceKm ?? null,
    hours: input.hours ?? null,
    starts_from: input.startsFrom,
    sold_from: input.soldFrom ?? null,
    sold_to: input.soldTo ?? null,
  }
}

export async function addTerm(tx: Tx, actor: Actor, modelId: string, input: Term): Promise<string> {
  const model = await tx.selectFrom('assets.model').select('id').where('id', '=', modelId).executeTakeFirst()
  if (!model) throw notFound('model')
  const id = newId()
  await tx
    .insertInto('assets.warranty_term')
    .values({ id, model_id: modelId, ...columns(input) })
    .execute()
  await announce(tx, actor, {
    type: 'warranty_term.added',
    subject: { type: 'model', id: modelId },
    data: { term: input },
  })
  return id
}

/** Decisions made before keep the terms they were made with: they store their facts. */
export async function changeTerm(tx: Tx, actor: Actor, modelId: string, termId: string, input: Term): Promise<void> {
  const changed = await tx
    .updateTable('assets.warranty_term')
    .set(columns(input))
    .where('id', '=', termId)
    .where('model_id', '=', modelId)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw notFound('warranty_term')
  await announce(tx, actor, {
    type: 'warranty_term.changed',
    subject: { type: 'model', id: modelId },
    data: { termId, term: input },
  })
}

export async function removeTerm(tx: Tx, actor: Actor, modelId: string, termId: string): Promise<void> {
  const removed = await tx
    .deleteFrom('assets.warranty_term')
    .where('id', '=', termId)
    .where('model_id', '=', modelId)
    .returningAll()
    .executeTakeFirst()
  if (!removed) throw notFound('warranty_term')
  await announce(tx, actor, {
    type: 'warranty_term.removed',
    subject: { type: 'model', id: modelId },
    data: { term: { ...removed } },
  })
}
