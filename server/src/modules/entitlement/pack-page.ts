import { type Pack, standardLibrary } from '@aftercare/entitlement'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { type HeldPacks, libraryOf, libraryOn } from './pack-library.ts'
import type { packRow, packView, versionView } from './pack-shapes.ts'
import { todayOf } from './pack-versions.ts'

type PackRow = z.output<typeof packRow>
type State = z.output<typeof versionView>['state']

interface VersionRow {
  id: string
  packId: string
  packVersion: string
  stored: 'kept' | 'draft' | 'checked' | 'approved' | 'withdrawn'
  content: Pack
  digest: string
  baseVersion: string | null
  inForceFrom: string | null
  reason: string | null
  withdrawnBecause: string | null
  editorIds: string[]
  createdAt: Date
  happened: { type: string; at: string; by: string | null }[]
  version: number
}

async function versionsOf(tx: Tx, which: { packId: string } | { id: string } | null): Promise<VersionRow[]> {
  const wanted = !which
    ? sql`v.state <> 'kept'`
    : 'id' in which
      ? sql`v.id = ${which.id}`
      : sql`v.pack_id = ${which.packId}`
  const { rows } = await sql<VersionRow>`
    select v.id, v.pack_id as "packId", v.pack_version as "packVersion", v.state as stored, v.content, v.digest,
      v.base_version as "baseVersion", v.in_force_from as "inForceFrom", v.reason, v.withdrawn_because as "withdrawnBecause",
      v.editor_ids as "editorIds", v.created_at as "createdAt", v.version,
      coalesce((select jsonb_agg(jsonb_build_object('type', e.type, 'at', e.at, 'by', e.actor_name) order by e.at desc, e.id desc)
        from kit.event e where e.tenant_id = v.tenant_id and e.subject_type = 'rule_pack' and e.subject_id = v.id), '[]') as happened
    from entitlement.pack_version v where v.tenant_id = kit.tenant() and ${wanted}
    order by v.created_at desc, v.id desc`.execute(tx)
  return rows
}

/** What a version is to the reader: approved ones wait for their day, hold, or were followed by another. */
function stateOf(row: VersionRow, held: HeldPacks, today: string): State {
  if (row.stored !== 'approved') return row.stored
  if (row.inForceFrom! > today) return 'approved'
  const holding = libraryOn(held, today).packs.find(({ id }) => id === row.packId)
  return holding?.version === row.packVersion ? 'in_force' : 'replaced'
}

export async function listPacks(tx: Tx, actor: Actor, now: Date): Promise<{ items: PackRow[] }> {
  const today = todayOf(actor, now)
  const held = await libraryOf(tx)
  const versions = await versionsOf(tx, null)
  const holding = libraryOn(held, today).packs
  const names = [...new Set([...holding.map(({ id }) => id), ...versions.map(({ packId }) => packId)])]
  const items = names.flatMap((name) => {
    const own = versions.filter(({ packId }) => packId === name)
    const live = holding.find(({ id }) => id === name)
    const open = own.find(({ stored }) => stored === 'draft' || stored === 'checked')
    const coming = own
      .filter((one) => stateOf(one, held, today) === 'approved')
      .sort((a, b) => (a.inForceFrom! < b.inForceFrom! ? -1 : 1))[0]
    const shown = live ?? open?.content ?? coming?.content
    // A pack whose every version was withdrawn is history, not a pack.
    if (!shown) return []
    const current = own.find(({ packVersion, stored }) => packVersion === live?.version && stored === 'approved')
    const shipped = shippedPack(name)
    return {
      packId: name,
      origin: originOf(shipped, current !== undefined),
      version: live?.version ?? null,
      inForceFrom: current?.inForceFrom ?? null,
      shippedVersion: shipped?.version ?? null,
      jurisdiction: shown.jurisdiction,
      productClasses: shown.productClasses,
      rules: shown.rules.length,
      confidence: confidencesOf(shown),
      open: open ? { id: open.id, version: open.packVersion, state: open.stored } : null,
      coming: coming ? { id: coming.id, version: coming.packVersion, inForceFrom: coming.inForceFrom! } : null,
      refused: held.refused.some(({ packId }) => packId === name),
    }
  })
  return { items: items.sort((a, b) => (a.packId < b.packId ? -1 : 1)) }
}

const shippedPack = (name: string) => standardLibrary.packs.find(({ id }) => id === name)
const originOf = (shipped: Pack | undefined, isOurs: boolean): PackRow['origin'] =>
  shipped ? (isOurs ? 'changed' : 'shipped') : 'own'

function confidencesOf({ rules }: Pack): PackRow['confidence'] {
  const count = (wanted: string) => rules.filter(({ confidence }) => confidence === wanted).length
  return { high: count('high'), medium: count('medium'), low: count('low') }
}

export async function packPage(tx: Tx, actor: Actor, name: string, now: Date): Promise<z.input<typeof packView>> {
  const today = todayOf(actor, now)
  const held = await libraryOf(tx)
  const versions = await versionsOf(tx, { packId: name })
  const live = libraryOn(held, today).packs.find(({ id }) => id === name)
  const shipped = shippedPack(name)
  if (!live && versions.length === 0) throw notFound('rule_pack')
  const current = versions.find(({ packVersion, stored }) => packVersion === live?.version && stored === 'approved')
  const content = (pack: Pack) => ({ version: pack.version, content: asContent(pack) })
  return {
    packId: name,
    origin: originOf(shipped, current !== undefined),
    inForce: live
      ? { ...content(live), inForceFrom: current?.inForceFrom ?? null, versionId: current?.id ?? null }
      : null,
    shipped: shipped ? content(shipped) : null,
    versions: versions.map((row) => ({ ...asVersion(row), state: stateOf(row, held, today) })),
  }
}

const asContent = (pack: Pack) => pack as unknown as Record<string, unknown>
const asVersion = ({ createdAt, ...row }: VersionRow) => ({ ...row, createdAt: createdAt.toISOString() })

export async function versionPage(tx: Tx, actor: Actor, id: string, now: Date): Promise<z.input<typeof versionView>> {
  const [row] = await versionsOf(tx, { id })
  if (!row) throw notFound('rule_pack')
  const today = todayOf(actor, now)
  const held = await libraryOf(tx)
  const against = libraryOn(held, today).packs.find((one) => one.id === row.packId && one.version !== row.packVersion)
  const mayApprove = can(actor, 'entitlement.packs_approve') && !row.editorIds.includes(actor.id!)
  return {
    ...asVersion(row),
    content: asContent(row.content),
    state: stateOf(row, held, today),
    against: against ? { version: against.version, content: asContent(against) } : null,
    check: await lastCheck(tx, row),
    mayApprove,
  }
}

async function lastCheck(tx: Tx, { id, digest }: VersionRow) {
  const { rows } = await sql<NonNullable<z.input<typeof versionView>['check']>>`
    select c.id, c.task_id as "taskId", coalesce(t.state in ('waiting', 'running'), false) as "isRunning",
      c.digest = ${digest} as "isOfThisContent", c.decisions, c.changed, c.refused,
      c.started_at as "startedAt", c.finished_at as "finishedAt"
    from entitlement.pack_check c left join kit.task t on t.tenant_id = c.tenant_id and t.id = c.task_id
    where c.tenant_id = kit.tenant() and c.pack_version_id = ${id} order by c.started_at desc limit 1`.execute(tx)
  return rows[0] ?? null
}
