import { foldSerial, localDay, normaliseSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { findableCampaign } from './findable.ts'
import type { campaignBody, campaignPatch } from './shapes.ts'

type Body = z.output<typeof campaignBody>
type Patch = z.output<typeof campaignPatch>
type Scope = Body['scopes'][number]

/** A draft: nobody but those who prepare it sees anything of it at the doors. */
export async function addCampaign(
  tx: Tx,
  services: Pick<Services, 'db'>,
  actor: Actor,
  body: Body,
  now: Date,
): Promise<string> {
  const id = newId()
  const year = Number(localDay(now.getTime(), actor.timeZone).slice(0, 4))
  const number = await takeNumber(services.db, actor.tenantId, 'RC', year)
  const columns = columnsOf(body)
  await tx
    .insertInto('campaigns.campaign')
    .values({
      ...columns,
      id,
      number,
      kind: body.kind,
      created_at: now,
      starts_on: body.startsOn,
      title: columns.title!,
      remedy: columns.remedy!,
    })
    .execute()
  await putParts(tx, id, body.parts)
  await putScopes(tx, id, body.scopes)
  await findableCampaign(tx, id)
  const subject = { type: 'campaign', id, version: 1 }
  await announce(tx, actor, { type: 'campaign.added', subject, data: { number }, at: now })
  return id
}

/** Only a draft changes: what was announced has been read. */
export async function changeCampaign(tx: Tx, actor: Actor, id: string, patch: Patch, ifMatch: number): Promise<void> {
  const row = await holdCampaign(tx, id)
  if (row.status !== 'draft') throw problem('campaigns.not_draft', 409, { status: row.status })
  checkDays(patch.startsOn ?? row.starts_on, patch.endsOn === undefined ? row.ends_on : patch.endsOn)
  if (row.version !== ifMatch) throw problem('conflict.version', 409, { version: row.version })
  // Parts and scopes are part of the record: a change of them alone moves its version, too.
  const lists = patch.parts !== undefined || patch.scopes !== undefined
  if (lists) await sql`update campaigns.campaign set version = version + 1 where id = ${id}`.execute(tx)
  await edit(tx, actor, {
    ...{ table: 'campaigns.campaign', id, ifMatch: lists ? ifMatch + 1 : ifMatch, patch: columnsOf(patch) },
    news: { type: 'campaign.changed', subjectType: 'campaign' },
  })
  if (patch.parts) await putParts(tx, id, patch.parts)
  if (patch.scopes) await putScopes(tx, id, patch.scopes)
  await findableCampaign(tx, id)
}

function columnsOf(said: Patch) {
  if (said.startsOn) checkDays(said.startsOn, said.endsOn ?? null)
  const json = (texts: object | null | undefined) => (texts ? JSON.stringify(texts) : texts)
  return {
    ...{ kind: said.kind, is_safety: said.isSafety, stop_use: said.stopUse, components: said.components },
    ...{ title: json(said.title) as string | undefined, remedy: json(said.remedy) as string | undefined },
    ...{ hazard: json(said.hazard), advice: json(said.advice), covers: said.covers && [...new Set(said.covers)] },
    ...{ minutes: said.minutes, filing: said.filing, starts_on: said.startsOn, ends_on: said.endsOn },
  }
}

function checkDays(from: string, to: string | null): void {
  if (to && to < from) throw invalid({ path: 'endsOn', code: 'validation.invalid' })
}

async function putParts(tx: Tx, campaignId: string, parts: Body['parts']): Promise<void> {
  await tx.deleteFrom('campaigns.needed_part').where('campaign_id', '=', campaignId).execute()
  if (parts.length === 0) return
  const folds = parts.map((one) => foldSerial(one.number))
  const known = await tx
    .selectFrom('parts.part')
    .select(['id', 'number_fold'])
    .where('number_fold', 'in', folds)
    .execute()
  const ids = folds.map((fold) => known.find((one) => one.number_fold === fold)?.id)
  const missing = ids.indexOf(undefined)
  if (missing >= 0) throw invalid({ path: `parts.${missing}.number`, code: 'parts.unknown_part' })
  const twice = ids.findIndex((one, index) => ids.indexOf(one) < index)
  if (twice >= 0) throw invalid({ path: `parts.${twice}.number`, code: 'validation.duplicate' })
  await tx
    .insertInto('campaigns.needed_part')
    .values(
      parts.map((one, i) => ({
        ...{ id: newId(), campaign_id: campaignId, part_id: ids[i]!, quantity: String(one.quantity) },
      })),
    )
    .execute()
}

async function putScopes(tx: Tx, campaignId: string, scopes: readonly Scope[]): Promise<void> {
  const rows = scopes.map((scope, index) => scopeRow(campaignId, scope, `scopes.${index}.`))
  const known = new Set([
    ...(await tx.selectFrom('assets.family').select('id').execute()).map((one) => one.id),
    ...(await tx.selectFrom('assets.model').select('id').execute()).map((one) => one.id),
  ])
  const missing = rows.findIndex((one) => !known.has((one.family_id ?? one.model_id)!))
  if (missing >= 0) throw invalid({ path: `scopes.${missing}.modelId`, code: 'validation.unknown_reference' })
  await tx.deleteFrom('campaigns.scope').where('campaign_id', '=', campaignId).execute()
  if (rows.length > 0) await tx.insertInto('campaigns.scope').values(rows).execute()
}

function scopeRow(campaignId: string, scope: Scope, path: string) {
  if ((scope.familyId === null) === (scope.modelId === null))
    throw invalid({ path: `${path}modelId`, code: 'parts.family_or_model' })
  const ranges = [
    ['builtTo', scope.builtFrom, scope.builtTo],
    ['soldTo', scope.soldFrom, scope.soldTo],
  ] as const
  const backwards = ranges.find(([, from, to]) => from && to && to < from)
  if (backwards) throw invalid({ path: path + backwards[0], code: 'validation.invalid' })
  const [low, high] = [scope.serialFrom, scope.serialTo].map((one) => (one ? normaliseSerial(one) : null))
  if (low && high && (low.length > high.length || (low.length === high.length && low > high)))
    throw invalid({ path: `${path}serialTo`, code: 'parts.serials_backwards' })
  return {
    ...{ id: newId(), campaign_id: campaignId, family_id: scope.familyId, model_id: scope.modelId },
    ...{ built_from: scope.builtFrom, built_to: scope.builtTo, sold_from: scope.soldFrom, sold_to: scope.soldTo },
    ...{ serial_from: low ?? null, serial_to: high ?? null, undated: scope.undated },
  }
}

/** Held until the end of the change: two who announce or end it follow each other. */
export async function holdCampaign(tx: Tx, id: string) {
  const row = await tx.selectFrom('campaigns.campaign').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('campaign')
  return row
}
