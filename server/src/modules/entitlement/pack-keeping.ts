import { createHash } from 'node:crypto'
import {
  canonicalJson,
  type Decision,
  type Library,
  makeLibrary,
  type Pack,
  packsFor,
  standardLibrary,
} from '@aftercare/entitlement'
import { afterCommit, type Tx, tenantOf } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { libraryOf, libraryOn } from './pack-library.ts'

/** The same for the same content, however its fields are ordered: what a check looked at, and whether a version was changed. */
export const digestOf = (pack: unknown) => createHash('sha256').update(canonicalJson(pack)).digest('hex')

/** Versions this process knows to be stored. */
const stored = new Set<string>()
const shippedPacks = new Map(standardLibrary.packs.map((pack) => [`${pack.id}@${pack.version}`, pack]))

/** Keeps the shipped versions a decision was made by, so that it can be made again when newer ones are shipped. */
export async function keepPacks(tx: Tx, { packs }: Pick<Decision, 'packs'>): Promise<void> {
  const tenantId = tenantOf(tx)
  const keyOf = (name: string) => `${tenantId} ${name}`
  const names = packs.map(({ id, version }) => `${id}@${version}`)
  const missing = names.filter((name) => !stored.has(keyOf(name)) && shippedPacks.has(name)).sort()
  for (const name of missing) await keepPack(tx, shippedPacks.get(name)!)
  afterCommit(tx, () => {
    if (stored.size > 50_000) stored.clear()
    for (const name of missing) stored.add(keyOf(name))
  })
}

async function keepPack(tx: Tx, pack: Pack): Promise<void> {
  await tx
    .insertInto('entitlement.pack_version')
    .values({
      id: newId(),
      pack_id: pack.id,
      pack_version: pack.version,
      state: 'kept',
      content: JSON.stringify(pack),
      digest: digestOf(pack),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'pack_id', 'pack_version']).doNothing())
    .execute()
}

/** The packs as they were when a decision was made, by the versions it names; null when one of them was never kept. */
export async function libraryOfDecision(tx: Tx, decision: Decision): Promise<Library | null> {
  const now = libraryOn(await libraryOf(tx), decision.at)
  if (decision.packs.length === 0) return withoutPacksOf(decision, now)
  const packs: Pack[] = []
  for (const { id, version } of decision.packs) {
    const pack =
      now.packs.find((one) => one.id === id && one.version === version) ??
      shippedPacks.get(`${id}@${version}`) ??
      (await storedPack(tx, id, version))
    if (!pack) return null
    packs.push(pack)
  }
  return makeLibrary(packs)
}

async function storedPack(tx: Tx, id: string, version: string): Promise<Pack | undefined> {
  const row = await tx
    .selectFrom('entitlement.pack_version')
    .select('content')
    .where('pack_id', '=', id)
    .where('pack_version', '=', version)
    .executeTakeFirst()
  return row?.content as Pack | undefined
}

/** No pack spoke of this product then: either nobody knew the law of the place, or it says nothing of this class. */
function withoutPacksOf({ facts, considered }: Decision, now: Library): Library {
  if (considered.some(({ ruleId }) => ruleId === 'law.unknown')) return makeLibrary([])
  const since = new Set(packsFor(now, facts.jurisdiction, facts.productClass)?.map(({ pack }) => pack.id))
  return makeLibrary(now.packs.filter(({ id }) => !since.has(id)))
}

/** What a phone needs to decide for a country without a network; the digest says whether it has it already. */
export async function rulesOf(tx: Tx, country: string, today: string) {
  const { packs } = libraryOn(await libraryOf(tx), today)
  const wanted = packs.filter(({ jurisdiction, floorFor, alsoIn }) =>
    [jurisdiction.split('-')[0], ...(floorFor ?? []), ...(alsoIn ?? [])].includes(country),
  )
  return { digest: digestOf(wanted), packs: wanted as unknown as Record<string, unknown>[] }
}
