import { type Library, makeLibrary, type Pack, PacksRefused, standardLibrary } from '@aftercare/entitlement'
import { afterCommit, type Tx, tenantOf } from '../../kit/db.ts'
import { hint, onHint } from '../../kit/live.ts'

/** The packs a company decides by, day by day: what is shipped, and from its day on each version of its own. */
export interface HeldPacks {
  /** In order of their days; the first holds before all of them. */
  steps: readonly Step[]
  /** Own versions this program cannot use (any more): the last good pack stays in force in their place. */
  refused: readonly { packId: string; version: string; problems: string }[]
}
interface Step {
  from: string
  library: Library
}
/** An approved version of the company. */
export interface OwnPack {
  from: string
  pack: Pack
}

const ALWAYS = '0000-01-01'
/** A process hears of a change at once. Should the news be lost with the process that made it, this bounds how long. */
const KEPT_MS = 30_000
const KEPT_AT_MOST = 1_000
const held = new Map<string, { packs: HeldPacks; until: number }>()
let generation = 0

const packsChanged = 'rule_pack.renewed'
onHint(({ type, tenantId }) => {
  if (type === packsChanged) forget(tenantId)
  // After a gap in listening a change may have been missed.
  if (type === 'live.resumed') forget()
})

/** Synchronous while warm: intake asks for every call. */
export function libraryOf(tx: Tx): HeldPacks | Promise<HeldPacks> {
  const tenantId = tenantOf(tx)
  const known = held.get(tenantId)
  return known && known.until > Date.now() ? known.packs : load(tx, tenantId)
}

/** What holds on a day of the place the decision is for. */
export function libraryOn({ steps }: HeldPacks, day: string): Library {
  return (steps.findLast(({ from }) => from <= day) ?? steps[0]!).library
}

/** Call it inside the change of what is in force: every process looks again once it is durable. */
export function renewPacks(tx: Tx): void {
  const tenantId = tenantOf(tx)
  afterCommit(tx, () => {
    forget(tenantId)
    hint(tenantId, { type: packsChanged, subject: { type: 'rule_pack', id: '' } })
  })
}

function forget(tenantId?: string): void {
  if (tenantId === undefined) held.clear()
  else held.delete(tenantId)
  generation++
}

async function load(tx: Tx, tenantId: string): Promise<HeldPacks> {
  const begun = generation
  const rows = await tx
    .selectFrom('entitlement.pack_version')
    .select(['content', 'in_force_from as from'])
    .where('state', '=', 'approved')
    .orderBy('in_force_from')
    .orderBy('id')
    .execute()
  const packs = assemble(
    standardLibrary,
    rows.map(({ content, from }) => ({ from: from!, pack: content as unknown as Pack })),
  )
  if (held.size >= KEPT_AT_MOST) held.clear()
  // What was read before a change must not be kept after it.
  if (begun === generation) held.set(tenantId, { packs, until: Date.now() + KEPT_MS })
  return packs
}

/** Puts the company's versions over the shipped ones; one that cannot stand beside the rest is left out and named. */
export function assemble(shipped: Library, own: readonly OwnPack[]): HeldPacks {
  const steps: Step[] = [{ from: ALWAYS, library: shipped }]
  const refused: HeldPacks['refused'][number][] = []
  for (const { from, pack } of own) {
    const before = steps.at(-1)!
    try {
      const library = withPack(before.library, pack)
      if (before.from === from) before.library = library
      else steps.push({ from, library })
    } catch (error) {
      if (!(error instanceof PacksRefused)) throw error
      refused.push({ packId: pack.id, version: pack.version, problems: error.message })
    }
  }
  return { steps, refused }
}

/** The library with this pack in the place of the one of its name, or beside the others. Throws `PacksRefused`. */
export function withPack({ packs }: Library, pack: Pack): Library {
  const index = packs.findIndex(({ id }) => id === pack.id)
  return makeLibrary(index < 0 ? [...packs, pack] : packs.with(index, pack))
}
