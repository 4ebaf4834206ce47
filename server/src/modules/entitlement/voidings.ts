import { packsFor } from '@aftercare/entitlement'
import { localDay } from '@aftercare/rules'
import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { assetVisible, restoreCover, voidCover } from '../assets/index.ts'
import { gatherFacts } from './facts.ts'
import { libraryOf, libraryOn } from './pack-library.ts'
import type { voidingBody } from './voiding-shapes.ts'

/** How long the customer or the station may object after they were told. */
const APPEAL_DAYS = 30

/**
 * Voids the maker's warranty: a coded reason, what was found, and the evidence. Statutory rights are never voided, and a
 * reason the law of the place does not allow is refused here as the decision would ignore it.
 */
export async function voidWarranty(
  tx: Tx,
  actor: Actor,
  assetId: string,
  input: z.output<typeof voidingBody>,
  now: Date,
): Promise<void> {
  const today = localDay(now.getTime(), actor.timeZone)
  const fromOn = input.at ?? today
  await voidCover(tx, actor, assetId, { ...input, at: fromOn })
  await mustBeAllowed(tx, assetId, input.code, now)
  const id = newId()
  await tx
    .insertInto('entitlement.voiding')
    .values({
      id,
      asset_id: assetId,
      code: input.code,
      from_on: fromOn,
      assessment: input.assessment,
      file_ids: input.fileIds,
      made_at: now,
      made_by: actor.id,
      made_by_name: actor.name,
      appeal_until: Temporal.PlainDate.from(today).add({ days: APPEAL_DAYS }).toString(),
    })
    .execute()
  await attachFiles(tx, actor, input.fileIds, { type: 'voiding', id, stationId: null, isPublic: false })
}

async function mustBeAllowed(tx: Tx, assetId: string, code: string, now: Date): Promise<void> {
  const gathered = (await gatherFacts(tx, [assetId], { at: now })).get(assetId)
  if (!gathered) throw notFound('asset')
  const { facts } = gathered
  const packs = packsFor(libraryOn(await libraryOf(tx), facts.at), facts.jurisdiction, facts.productClass) ?? []
  const law = packs.flatMap(({ pack }) => pack.neverVoids ?? []).find((one) => one.code === code)
  if (law) throw problem('entitlement.never_voids', 409, { rule: law.ruleId })
}

/** The assessor was wrong: as if it had not been; the history keeps both. */
export async function takeBack(tx: Tx, actor: Actor, assetId: string, now: Date): Promise<void> {
  await restoreCover(tx, actor, assetId)
  await tx
    .updateTable('entitlement.voiding')
    .set((eb) => ({
      status: 'taken_back',
      decided_at: now,
      decided_by: actor.id,
      decided_by_name: actor.name,
      version: eb('version', '+', 1),
    }))
    .where('asset_id', '=', assetId)
    .where('status', 'in', ['standing', 'appealed', 'upheld'])
    .execute()
}

export async function findVoiding(tx: Tx, actor: Actor, id: string, hold = false) {
  const row = await tx
    .selectFrom('entitlement.voiding as v')
    .innerJoin('assets.asset as a', 'a.id', 'v.asset_id')
    .selectAll('v')
    .select('a.serial')
    .where('v.id', '=', id)
    .where(assetVisible(actor, 'a'))
    .$if(hold, (q) => q.forUpdate('v'))
    .executeTakeFirst()
  if (!row) throw notFound('voiding')
  return row
}
export type VoidingRow = Awaited<ReturnType<typeof findVoiding>>
