import { type Case, CaseRefused, decideWith, type Library, type Pack } from '@aftercare/entitlement'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { problem } from '../../kit/problem.ts'
import { startTask, type TaskCall, type TaskDone, taskJob } from '../../kit/tasks/task.ts'
import { differencesOf } from './pack-differences.ts'
import { libraryOf, libraryOn, withPack } from './pack-library.ts'
import {
  findVersion,
  holdVersion,
  mustBeCompanyWide,
  mustBeGood,
  mustNotBeChecked,
  tell,
  todayOf,
} from './pack-versions.ts'

/** The newest cases are looked at; more would not tell more. */
const MOST = 20_000
const PAGE = 200

interface Wanted {
  checkId: string
  versionId: string
  digest: string
  today: string
}

/** Begins to try a version on the cases that were decided; while it runs nobody writes in it. */
export async function startCheck(tx: Tx, actor: Actor, versionId: string, ifMatch: number, now: Date) {
  mustBeCompanyWide(actor)
  const row = await holdVersion(tx, versionId, ifMatch, {})
  if (row.state !== 'draft' && row.state !== 'checked')
    throw problem('conflict.state', 409, { from: row.state, to: 'checked' })
  await mustNotBeChecked(tx, versionId)
  const today = todayOf(actor, now)
  mustBeGood(row.content, libraryOn(await libraryOf(tx), today))
  const checkId = newId()
  const wanted: Wanted = { checkId, versionId, digest: row.digest, today }
  const taskId = await startTask(tx, actor, 'check-rule-pack', { ...wanted })
  await tx
    .insertInto('entitlement.pack_check')
    .values({ id: checkId, pack_version_id: versionId, digest: row.digest, task_id: taskId, started_by: actor.id })
    .execute()
  return { taskId, checkId }
}

export const checkPackJob = taskJob<Wanted>({
  kind: 'check-rule-pack',
  words: { done: 'packs:notice.checked', failed: 'packs:notice.check_failed' },
  work: runCheck,
})

interface Found {
  id: string
  asset_id: string
  made_at: Date
  facts: Case
}

async function runCheck({ services, tenantId, actor, input, progress }: TaskCall<Wanted>): Promise<TaskDone> {
  return { result: await tryOnCases((work) => services.db.tx(tenantId, work), actor, input, progress) }
}

/** Page by page, each a change of its own, so that a long check holds nothing up. */
export async function tryOnCases(
  step: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  actor: Actor,
  input: Wanted,
  progress: (done: number, total: number) => Promise<void>,
) {
  const begin = await step((tx) => beginning(tx, input))
  const counts = { decisions: 0, changed: 0, refused: 0 }
  let after: string | null = null
  do {
    after = await step(async (tx): Promise<string | null> => {
      const found = await nextPage(tx, begin.countries, after, Math.min(PAGE, begin.total - counts.decisions))
      for (const one of found) await tryOn(tx, input.checkId, one, begin, counts)
      counts.decisions += found.length
      return found.at(-1)?.id ?? null
    })
    await progress(counts.decisions, begin.total)
  } while (after && counts.decisions < begin.total)
  await step((tx) => finish(tx, actor, input, counts))
  return { pack: begin.name, ...counts }
}

/** A worker that died leaves the check to the next, who begins anew. */
async function beginning(tx: Tx, { checkId, versionId, digest, today }: Wanted) {
  await tx.deleteFrom('entitlement.pack_change').where('check_id', '=', checkId).execute()
  const { content, pack_id: name } = await findVersion(tx, versionId)
  const current = libraryOn(await libraryOf(tx), today)
  const countries = countriesOf([content, ...current.packs.filter(({ id }) => id === name)])
  const { rows } = await sql<{ n: string }>`select count(*) as n from (${latest(countries, null, MOST)}) x`.execute(tx)
  return { current, draft: withPack(current, content), countries, total: Number(rows[0]!.n), name, digest }
}

function countriesOf(packs: readonly Pack[]): string[] {
  const places = packs.flatMap(({ jurisdiction, floorFor, alsoIn }) => [
    jurisdiction,
    ...(floorFor ?? []),
    ...(alsoIn ?? []),
  ])
  return [...new Set(places.map((place) => place.split('-')[0]!))]
}

/** The decisions that hold, from these places, newest first (ids rise with time). */
function latest(countries: string[], after: string | null, limit: number) {
  return sql<Found>`
    select d.id, d.asset_id, d.made_at, d.decision->'facts' as facts from entitlement.decision d
    where d.tenant_id = kit.tenant() and (${after}::uuid is null or d.id < ${after}::uuid)
      and split_part(d.decision->'facts'->>'jurisdiction', '-', 1) = any(${countries}::text[])
      and d.superseded_at is null
    order by d.id desc limit ${limit}`
}

async function nextPage(tx: Tx, countries: string[], after: string | null, limit: number): Promise<Found[]> {
  return (await latest(countries, after, limit).execute(tx)).rows
}

async function tryOn(
  tx: Tx,
  checkId: string,
  { id, asset_id, made_at, facts }: Found,
  { current, draft }: { current: Library; draft: Library },
  counts: { changed: number; refused: number },
): Promise<void> {
  const [before, then] = [current, draft].map((library) => decided(library, facts))
  if (!before || !then) {
    counts.refused++
    return
  }
  const changes = differencesOf(before, then)
  if (!changes) return
  counts.changed++
  await tx
    .insertInto('entitlement.pack_change')
    .values({
      id: newId(),
      check_id: checkId,
      decision_id: id,
      asset_id,
      outcome_from: before.outcome,
      outcome_to: then.outcome,
      changes: JSON.stringify(changes),
      decided_at: made_at,
    })
    .execute()
}

function decided(library: Library, facts: Case) {
  try {
    return decideWith(library, facts)
  } catch (error) {
    if (error instanceof CaseRefused) return null
    throw error
  }
}

/** Checked is what was looked at. Should it have become another content all the same, the result stands beside it as history. */
async function finish(
  tx: Tx,
  actor: Actor,
  { checkId, versionId, digest }: Wanted,
  counts: { decisions: number; changed: number; refused: number },
): Promise<void> {
  await tx
    .updateTable('entitlement.pack_check')
    .set({ ...counts, finished_at: new Date() })
    .where('id', '=', checkId)
    .execute()
  const row = await tx
    .updateTable('entitlement.pack_version')
    .set((eb) => ({ state: 'checked', version: eb('version', '+', 1) }))
    .where('id', '=', versionId)
    .where('digest', '=', digest)
    .where('state', 'in', ['draft', 'checked'])
    .returningAll()
    .executeTakeFirst()
  if (row) await tell(tx, actor, 'checked', row, counts)
}
