import type { PROOF_VERDICTS } from '@aftercare/rules'
import { foldSerial, normaliseSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { assetVisible } from '../assets/index.ts'
import type { PROOF_KINDS, PROOFS } from './genuine-shapes.ts'

/** What was read from a part, and where it is to go. */
export interface Scanned {
  /** The number of the part; what is not in the catalogue can only be fitted elsewhere already. */
  code: string
  number: string
  kind: (typeof PROOF_KINDS)[number]
  /** Where it is to be fitted: country (ISO 3166-1) and machine. */
  country: string | null
  assetId: string | null
  /** The batch of a serial, where it came with one. */
  batch?: string | null
  /** Why it is fitted although its maker does not know it. */
  reason?: string | null
}
export interface Verdict {
  verdict: (typeof PROOF_VERDICTS)[number]
  proof: (typeof PROOFS)[number]
  /** Unknown to its maker, and the company lets it be fitted with a reason. */
  mayBeKept: boolean
  /** Values of its words; of a machine elsewhere only what the actor may see. */
  details: Record<string, unknown>
  partId: string | null
}

interface Facts {
  id: string
  needsProof: boolean
  isIssued: boolean
  markets: string[] | null
  issueExpiresOn: string | null
  place: string | null
  placeKind: string | null
  condition: string | null
  inAsset: string | null
  isReceived: boolean
  batch: string | null
  isBlocked: boolean
  batchExpiresOn: string | null
}

/**
 * Holds a part against the chain from its maker to the machine. The one answer for a scan on the phone, a check at the desk, the
 * booking of a visit and every door of the stock; nothing is written. `day`: the day it is to be fitted.
 */
export async function checkGenuine(tx: Tx, actor: Actor, scanned: Scanned, day: string): Promise<Verdict> {
  return (await checkAllGenuine(tx, actor, [scanned], day))[0]!
}

/** The same for many at once, each by itself. */
export async function checkAllGenuine(
  tx: Tx,
  actor: Actor,
  scanned: readonly Scanned[],
  day: string,
): Promise<Verdict[]> {
  const facts = await factsOf(tx, scanned)
  const elsewhere = await fittedElsewhere(tx, actor, scanned, facts)
  const isAsked = facts.some((one) => one?.needsProof && !one.isIssued)
  const mayBeKept = isAsked && (await allowsUnproven(tx))
  return scanned.map((one, index) => judge(one, facts[index], elsewhere[index], day, mayBeKept))
}

function judge(
  scanned: Scanned,
  facts: Facts | undefined,
  elsewhere: Record<string, unknown> | null | undefined,
  day: string,
  allowsUnproven: boolean,
): Verdict {
  const said = (verdict: Verdict['verdict'], details: Record<string, unknown> = {}, mayBeKept = false): Verdict => ({
    ...{ verdict, mayBeKept, proof: 'none', partId: facts?.id ?? null },
    details: { part: scanned.code, number: scanned.number, ...details },
  })
  if (elsewhere) return said('fitted_elsewhere', elsewhere)
  if (!facts) return said('accepted')
  if (facts.place && facts.placeKind !== 'customer' && (facts.placeKind === 'scrap' || facts.condition !== 'good'))
    return said('used_before')
  if (facts.isBlocked) return said('batch_blocked', { batch: facts.batch })
  const expired = [facts.issueExpiresOn, facts.batchExpiresOn].find((one) => one && one < day)
  if (expired) return said('expired', { day: expired })
  if (facts.markets?.length && scanned.country && !facts.markets.includes(scanned.country))
    return said('wrong_market', { markets: facts.markets.join(', '), country: scanned.country })
  if (facts.isIssued) return { ...said('accepted'), proof: 'maker' }
  if (!facts.needsProof) return { ...said('accepted'), proof: facts.isReceived ? 'ledger' : 'none' }
  if (allowsUnproven && scanned.reason) return { ...said('accepted'), proof: 'unproven' }
  return said('unknown', {}, allowsUnproven)
}

/** What is known of each; nothing where its part is not in the catalogue. */
async function factsOf(tx: Tx, scanned: readonly Scanned[]): Promise<(Facts | undefined)[]> {
  const asked = scanned.map(({ code, number, kind, batch }, n) => ({
    ...{ n, part: foldSerial(code), number, fold: foldSerial(number), kind, batch: batch ?? null },
  }))
  const { rows } = await sql<Facts & { n: number }>`
    select x.n, p.id, p.needs_proof as "needsProof", i.id is not null as "isIssued", i.markets, i.expires_on::text as "issueExpiresOn",
      l.name as place, l.kind as "placeKind", s.condition, s.asset_id as "inAsset", h.code as batch,
      coalesce(h.blocked_at is not null, false) as "isBlocked", h.expires_on::text as "batchExpiresOn",
      (s.last_movement_id is not null or (x.kind = 'batch' and h.id is not null)) as "isReceived"
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as x(n int, part text, number text, fold text, kind text, batch text)
    join parts.part p on p.tenant_id = kit.tenant() and p.number_fold = x.part
    left join parts.maker_issue i on i.tenant_id = p.tenant_id and i.part_id = p.id and i.kind = x.kind and i.number_fold = x.fold
    left join parts.serial s on s.tenant_id = p.tenant_id and s.part_id = p.id and x.kind = 'serial' and s.number_fold = x.fold
    left join parts.place l on l.tenant_id = s.tenant_id and l.id = s.place_id
    left join lateral (select h.* from parts.batch h where h.tenant_id = p.tenant_id and h.part_id = p.id
      and (h.id = s.batch_id or (x.kind = 'serial' and lower(h.code) in (lower(i.batch), lower(x.batch)))
        or (x.kind = 'batch' and lower(h.code) = lower(x.number)))
      order by h.blocked_at nulls last, h.expires_on nulls last limit 1) h on true`.execute(tx)
  const found = new Map(rows.map(({ n, ...facts }) => [n, facts]))
  return scanned.map((_, n) => found.get(n))
}

/** The same part cannot sit in two machines: neither by the ledger nor by what is noted of the machines themselves. */
async function fittedElsewhere(
  tx: Tx,
  actor: Actor,
  scanned: readonly Scanned[],
  facts: readonly (Facts | undefined)[],
) {
  const serials = scanned.flatMap(({ kind, number }) => (kind === 'serial' ? normaliseSerial(number) : []))
  if (serials.length === 0) return []
  const noted = await tx
    .selectFrom('assets.component')
    .select(['asset_id', 'part_number', 'serial'])
    .where('serial', '=', sql<string>`any(${serials}::text[])`)
    .where('removed_at', 'is', null)
    .execute()
  const machines = scanned.map((one, index) => {
    const of = facts[index]
    if (one.kind !== 'serial') return null
    if (of?.inAsset && of.placeKind === 'customer' && of.inAsset !== one.assetId) return of.inAsset
    // The same number on another maker's part is another part.
    const fold = foldSerial(one.code)
    const isIt = (row: (typeof noted)[number]) =>
      row.serial === normaliseSerial(one.number) && row.asset_id !== one.assetId && foldSerial(row.part_number) === fold
    return noted.find(isIt)?.asset_id ?? null
  })
  return namesOf(tx, actor, machines)
}

/** Values of the words of each machine; of one the actor does not see only that there is one. */
async function namesOf(tx: Tx, actor: Actor, machines: readonly (string | null)[]) {
  const ids = machines.filter((one) => one !== null)
  if (ids.length === 0) return []
  const seen = await tx
    .selectFrom('assets.asset as a')
    .select(['a.id', 'a.serial'])
    .where('a.id', 'in', ids)
    .where(assetVisible(actor, 'a'))
    .execute()
  return machines.map((id) => {
    const asset = seen.find((one) => one.id === id)
    // `context` chooses the words: there is no number to say.
    const unseen = id ? { asset: '', context: 'unseen' } : null
    return asset ? { assetId: asset.id, asset: asset.serial } : unseen
  })
}

/** Who has issued the parts of some lines, by line; one that nobody has issued is not in it. */
export async function makersOf(
  tx: Tx,
  lines: readonly { id: string; code: string | null; partSerial: string | null; partBatch: string | null }[],
): Promise<Map<string, string>> {
  const asked = lines.flatMap(({ id, code, partSerial, partBatch }) => {
    const number = partSerial ?? partBatch
    return code && number
      ? [{ id, part: foldSerial(code), number: foldSerial(number), kind: partSerial ? 'serial' : 'batch' }]
      : []
  })
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{ id: string; maker: string }>`
    select x.id, i.maker from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as x(id uuid, part text, number text, kind text)
    join parts.part p on p.tenant_id = kit.tenant() and p.number_fold = x.part
    join parts.maker_issue i on i.tenant_id = p.tenant_id and i.part_id = p.id and i.kind = x.kind and i.number_fold = x.number`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row.maker]))
}

async function allowsUnproven(tx: Tx): Promise<boolean> {
  const row = await tx.selectFrom('parts.genuine_rules').select('allows_unproven').executeTakeFirst()
  return row?.allows_unproven ?? false
}
