import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Actor, can, mustBeAbleTo, sees } from '../actor.ts'
import type { Tx } from '../db.ts'
import { edit } from '../edit.ts'
import { newId } from '../ids.ts'
import { listNamed } from '../list/definition.ts'
import { invalid, notFound } from '../problem.ts'
import { id, line } from '../shapes.ts'

const SCOPES = ['personal', 'team', 'everyone'] as const

/** What a view remembers: the query of the list and how it is shown. The screen says what more. */
const state = z
  .looseObject({
    filters: z.record(z.string(), z.string().max(2000)).default({}),
    sort: z.string().max(100).optional(),
    q: z.string().max(200).optional(),
    columns: z.array(z.string().max(100)).max(100).optional(),
  })
  .refine((value) => JSON.stringify(value).length < 20_000, 'too_long')

export const viewInput = z.object({
  list: z.string().max(100),
  name: line,
  scope: z.enum(SCOPES).default('personal'),
  stationId: id.nullable().default(null).describe('for scope team: whose view it is'),
  state,
  isDefault: z.boolean().default(false).describe('shown first; at most one per list and owner'),
  position: z.number().int().min(0).max(1000).default(0),
})
export const viewPatch = viewInput
  .omit({ list: true })
  .extend({ scope: z.enum(SCOPES), stationId: id.nullable(), isDefault: z.boolean(), position: z.number().int() })
  .partial()
export const viewShape = z
  .object({
    id,
    list: z.string(),
    name: z.string(),
    scope: z.enum(SCOPES),
    stationId: id.nullable(),
    state,
    isDefault: z.boolean(),
    position: z.number(),
    isMine: z.boolean(),
    version: z.number(),
  })
  .meta({ id: 'SavedView' })

type Input = z.output<typeof viewInput>

/** One's own views, everyone's, and those of the stations one sees. */
function visible(actor: Actor): RawBuilder<boolean> {
  const team = actor.stations === 'all' ? sql`true` : sql`v.station_id = any(${[...actor.stations]}::uuid[])`
  return sql<boolean>`(v.owner_id = ${actor.id} or v.scope = 'everyone' or (v.scope = 'team' and ${team}))`
}

const shown = (actor: Actor) => sql`v.id, v.list, v.name, v.scope, v.station_id as "stationId", v.state,
  v.is_default as "isDefault", v.position, v.version, v.owner_id = ${actor.id} as "isMine"`

export async function listViews(tx: Tx, actor: Actor, list: string | undefined) {
  const { rows } = await sql`select ${shown(actor)} from kit.saved_view v
    where ${visible(actor)} ${list ? sql`and v.list = ${list}` : sql``}
    order by v.position, v.name, v.id`.execute(tx)
  return { items: rows }
}

async function loadView(tx: Tx, actor: Actor, viewId: string) {
  const { rows } = await sql<{ id: string; list: string; isMine: boolean; scope: string; version: number }>`
    select ${shown(actor)} from kit.saved_view v where v.id = ${viewId} and ${visible(actor)}`.execute(tx)
  if (!rows[0]) throw notFound('view')
  return rows[0]
}

export async function saveView(tx: Tx, actor: Actor, input: Input) {
  if (!listNamed(input.list)) throw invalid({ path: 'list', code: 'validation.invalid_value' })
  mayShare(actor, input.scope, input.stationId)
  const viewId = newId()
  if (input.isDefault) await clearDefault(tx, actor, input.list)
  await tx
    .insertInto('kit.saved_view')
    .values({
      id: viewId,
      list: input.list,
      name: input.name,
      scope: input.scope,
      owner_id: actor.id!,
      station_id: input.stationId,
      state: JSON.stringify(input.state),
      is_default: input.isDefault,
      position: input.position,
    })
    .execute()
  return loadView(tx, actor, viewId)
}

export async function changeView(
  tx: Tx,
  actor: Actor,
  viewId: string,
  patch: z.output<typeof viewPatch>,
  ifMatch: number,
) {
  const view = await changeable(tx, actor, viewId)
  if (patch.scope) mayShare(actor, patch.scope, patch.stationId ?? null)
  if (patch.isDefault) await clearDefault(tx, actor, view.list, viewId)
  await edit(tx, actor, {
    table: 'kit.saved_view',
    id: viewId,
    ifMatch,
    patch: {
      name: patch.name,
      scope: patch.scope,
      station_id: patch.stationId,
      state: patch.state,
      is_default: patch.isDefault,
      position: patch.position,
    },
    news: { type: 'view.changed', subjectType: 'view' },
  })
  return loadView(tx, actor, viewId)
}

export async function removeView(tx: Tx, actor: Actor, viewId: string) {
  await changeable(tx, actor, viewId)
  await tx.deleteFrom('kit.saved_view').where('id', '=', viewId).execute()
  return null
}

/** The owner changes a view; a shared one also whoever may share. */
async function changeable(tx: Tx, actor: Actor, viewId: string) {
  const view = await loadView(tx, actor, viewId)
  if (!view.isMine && !can(actor, 'views.share')) mustBeAbleTo(actor, 'views.share')
  return view
}

function mayShare(actor: Actor, scope: Input['scope'], stationId: string | null): void {
  if (scope === 'personal') return
  mustBeAbleTo(actor, 'views.share')
  if (scope === 'everyone') return
  if (!stationId) throw invalid({ path: 'stationId', code: 'validation.required' })
  if (!sees(actor, stationId)) throw notFound('station')
}

async function clearDefault(tx: Tx, actor: Actor, list: string, except?: string): Promise<void> {
  await sql`update kit.saved_view set is_default = false
    where list = ${list} and owner_id = ${actor.id} and is_default and id is distinct from ${except ?? null}::uuid`.execute(
    tx,
  )
}
