import { foldSerial } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { notFound, Problem } from '../../kit/problem.ts'
import { checkAllGenuine, checkGenuine, type Scanned, type Verdict } from './genuine.ts'
import type { OCCASIONS } from './genuine-shapes.ts'

/** Where and on what occasion a part was held against the chain. */
export interface Occasion {
  /** Made by the device: the same check sent twice is one. */
  id?: string
  occasion: (typeof OCCASIONS)[number]
  stationId: string | null
  visitId: string | null
  /** When, by the clock of the device, and the day at the place where it is to be fitted. */
  at: Date
  day: string
  fileIds?: readonly string[]
  lat?: number | undefined
  lon?: number | undefined
}

/** Checks a part and keeps the answer as evidence, whatever it is. */
export async function checkAndKeep(tx: Tx, actor: Actor, scanned: Scanned, occasion: Occasion) {
  const id = occasion.id ?? newId()
  const before = await tx.selectFrom('parts.genuine_check').selectAll().where('id', '=', id).executeTakeFirst()
  if (before && before.by_id !== actor.id) throw notFound('genuine_check')
  if (before)
    return answer(id, scanned, {
      verdict: before.verdict as Verdict['verdict'],
      proof: before.proof as Verdict['proof'],
      ...{ mayBeKept: false, details: before.details as Record<string, unknown>, partId: before.part_id },
    })
  const verdict = await checkGenuine(tx, actor, scanned, occasion.day)
  await keep(tx, actor, scanned, { ...occasion, id }, verdict)
  return answer(id, scanned, verdict)
}

const answer = (id: string, { code, number, kind }: Scanned, { partId: _, ...verdict }: Verdict) => ({
  ...{ id, code, number, kind, isAccepted: verdict.verdict === 'accepted' },
  ...verdict,
})

/** A part that breaks the chain is not booked. The refusal undoes the booking; its evidence stays. */
export async function mustBeGenuine(tx: Tx, actor: Actor, scanned: Scanned, occasion: Occasion): Promise<Verdict> {
  const [verdict] = await mustEachBeGenuine(tx, actor, [scanned], occasion)
  return verdict!
}

/** Several at once: one that breaks the chain refuses them all, and every one that does is named and kept as evidence. */
export async function mustEachBeGenuine(
  tx: Tx,
  actor: Actor,
  scanned: readonly (Scanned & { path?: string; isReasonKept?: boolean })[],
  occasion: Occasion,
): Promise<Verdict[]> {
  const verdicts = await checkAllGenuine(tx, actor, scanned, occasion.day)
  const refused = verdicts.flatMap((verdict, n) =>
    verdict.verdict === 'accepted' ? [] : [{ one: scanned[n]!, verdict }],
  )
  if (refused.length > 0) throw notGenuine(actor, refused, occasion)
  for (const [n, verdict] of verdicts.entries())
    if (verdict.proof === 'unproven' && !scanned[n]!.isReasonKept)
      await keep(tx, actor, scanned[n]!, { ...occasion, id: newId() }, verdict)
  return verdicts
}

/** A part that must be scanned and was not, though it is fitted: open until its number is read. */
export async function keepNotScanned(
  tx: Tx,
  actor: Actor,
  scanned: Scanned,
  partId: string,
  occasion: Occasion,
): Promise<void> {
  const said: Verdict = { verdict: 'not_scanned', proof: 'none', mayBeKept: false, details: {}, partId }
  await keep(tx, actor, scanned, { ...occasion, id: newId() }, said)
}

interface Refused {
  one: Scanned & { path?: string }
  verdict: Verdict
}

function notGenuine(actor: Actor, refused: readonly Refused[], occasion: Occasion): Problem {
  const codeOf = ({ verdict }: Verdict) => `parts.not_genuine.${verdict}`
  const valuesOf = ({ details, mayBeKept }: Verdict) => ({ ...details, mayBeKept })
  const first = refused[0]!.verdict
  const errors = refused.flatMap(({ one: { path }, verdict }) =>
    path ? [{ path, code: codeOf(verdict), values: valuesOf(verdict) }] : [],
  )
  return new Problem(codeOf(first), 409, {
    values: valuesOf(first),
    ...(errors.length > 0 && { errors }),
    evidence: async (tx) => {
      for (const { one, verdict } of refused) await keep(tx, actor, one, { ...occasion, id: newId() }, verdict)
    },
  })
}

async function keep(
  tx: Tx,
  actor: Actor,
  scanned: Scanned,
  occasion: Occasion & { id: string },
  verdict: Verdict,
): Promise<void> {
  // Two answers to one device: the first is the evidence.
  const kept = await tx
    .insertInto('parts.genuine_check')
    .values({
      ...{ id: occasion.id, occasion: occasion.occasion, part_id: verdict.partId, code: scanned.code },
      ...{ number: scanned.number, number_fold: foldSerial(scanned.number), kind: scanned.kind },
      ...{ verdict: verdict.verdict, proof: verdict.proof, details: JSON.stringify(verdict.details) },
      ...{ reason: scanned.reason ?? null, country: scanned.country, station_id: occasion.stationId },
      ...{
        visit_id: occasion.visitId,
        asset_id: scanned.assetId,
        lat: occasion.lat ?? null,
        lon: occasion.lon ?? null,
      },
      ...{ at: occasion.at, by_kind: actor.kind, by_id: actor.id, by_name: actor.name },
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!kept) return
  const to = { type: 'genuine_check', id: occasion.id, stationId: occasion.stationId, isPublic: false }
  await attachFiles(tx, actor, occasion.fileIds ?? [], to)
  const isRefused = verdict.verdict !== 'accepted'
  if (!isRefused && verdict.proof !== 'unproven') return
  const refusal = verdict.verdict === 'not_scanned' ? 'genuine_check.unscanned' : 'genuine_check.refused'
  await announce(tx, actor, {
    type: isRefused ? refusal : 'genuine_check.unproven',
    subject: { type: 'genuine_check', id: occasion.id },
    stationId: occasion.stationId,
    data: { part: scanned.code, number: scanned.number, verdict: verdict.verdict, visitId: occasion.visitId },
  })
}
