import { checkPack, type Library, type Pack, PacksRefused, type Problem } from '@aftercare/entitlement'
import { localDay } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { staleVersion } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { withPack } from './pack-library.ts'

/** Packs speak for every station of the company. */
export function mustBeCompanyWide(actor: Actor): void {
  if (actor.stations !== 'all') throw problem('forbidden.company_wide', 403)
}

/** A company's day: the zone of the one who acts. */
export const todayOf = (actor: Actor, now: Date) => localDay(now.getTime(), actor.timeZone)

export async function findVersion(tx: Tx, versionId: string) {
  const row = await tx.selectFrom('entitlement.pack_version').selectAll().where('id', '=', versionId).executeTakeFirst()
  if (!row) throw notFound('rule_pack')
  return { ...row, content: row.content as unknown as Pack }
}

/** Takes a version for a change; what somebody else did since it was read is told field by field. */
export async function holdVersion(tx: Tx, versionId: string, ifMatch: number, patch: Record<string, unknown>) {
  const row = await tx
    .selectFrom('entitlement.pack_version')
    .selectAll()
    .where('id', '=', versionId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('rule_pack')
  if (row.version !== ifMatch)
    throw await staleVersion(tx, row, { id: versionId, ifMatch, patch, news: { subjectType: 'rule_pack' } })
  return { ...row, content: row.content as unknown as Pack }
}

/** What happened to a version. The content itself stays out of the event: it is in the row. */
export async function tell(
  tx: Tx,
  actor: Actor,
  what: string,
  row: { id: string; pack_id: string; pack_version: string; version: number },
  data: Record<string, unknown> = {},
): Promise<void> {
  await announce(tx, actor, {
    type: `rule_pack.${what}`,
    subject: { type: 'rule_pack', id: row.id, version: row.version },
    data: { packId: row.pack_id, packVersion: row.pack_version, ...data },
  })
}

/** One check of a version runs at a time, and nobody writes in it meanwhile. A check whose task ended in any way is over. */
export async function mustNotBeChecked(tx: Tx, versionId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from entitlement.pack_check c join kit.task t on t.tenant_id = c.tenant_id and t.id = c.task_id
    where c.pack_version_id = ${versionId} and t.state in ('waiting', 'running')`.execute(tx)
  if (rows.length > 0) throw problem('entitlement.pack_being_checked', 409)
}

/** Refuses a pack the engine would not understand or that cannot stand beside the others, with the place in it. */
export function mustBeGood(content: unknown, library: Library): Pack {
  const problems = problemsOf(content, library)
  if (problems.length > 0)
    throw invalid(
      ...problems.map(({ path, code, values }) => ({
        path: `content${path.replaceAll('[', '.').replaceAll(']', '')}`,
        code: `entitlement.${code}`,
        ...(values && { values }),
      })),
    )
  return content as Pack
}

function problemsOf(content: unknown, library: Library): Problem[] {
  const alone = checkPack(content)
  if (alone.length > 0) return alone
  const pack = content as Pack
  const others = library.packs.filter(({ id }) => id !== pack.id)
  const taken = new Map(others.flatMap(({ id, rules }) => rules.map((rule) => [rule.id, id] as const)))
  const twice = pack.rules.flatMap(({ id }, index) =>
    taken.has(id) ? [{ path: `.rules[${index}].id`, code: 'takenByPack', values: { id, pack: taken.get(id)! } }] : [],
  )
  if (twice.length > 0) return twice
  try {
    withPack(library, pack)
    return []
  } catch (error) {
    if (!(error instanceof PacksRefused)) throw error
    return error.problems.map((one) => ({ ...one, path: one.path.replace(/^packs\[\d+\]/, '') }))
  }
}
