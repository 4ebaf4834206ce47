import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { notFound } from '../../kit/problem.ts'
import type { modelBody } from './catalogue-shapes.ts'
import { familyOf } from './families.ts'
import { findableModels } from './findable.ts'
import { termsOf } from './warranty-terms.ts'

type Model = z.output<typeof modelBody>

export async function addModel(tx: Tx, actor: Actor, input: Model): Promise<string> {
  await familyOf(tx, input.familyId)
  const id = newId()
  await tx
    .insertInto('assets.model')
    .values({
      id,
      family_id: input.familyId,
      code: input.code,
      name: JSON.stringify(input.name),
      skill_codes: input.skillCodes ?? [],
      image_file_id: input.imageFileId ?? null,
      on_sale_from: input.onSaleFrom ?? null,
      on_sale_to: input.onSaleTo ?? null,
    })
    .execute()
  await showPicture(tx, actor, id, input.imageFileId)
  await findableModels(tx, [id])
  await announce(tx, actor, {
    type: 'model.added',
    subject: { type: 'model', id, version: 1 },
    data: { code: input.code },
  })
  return id
}

export async function changeModel(
  tx: Tx,
  actor: Actor,
  id: string,
  patch: Partial<Model>,
  ifMatch: number,
): Promise<void> {
  if (patch.familyId) await familyOf(tx, patch.familyId)
  await edit(tx, actor, {
    table: 'assets.model',
    id,
    ifMatch,
    patch: {
      family_id: patch.familyId,
      code: patch.code,
      name: patch.name,
      skill_codes: patch.skillCodes,
      image_file_id: patch.imageFileId,
      on_sale_from: patch.onSaleFrom,
      on_sale_to: patch.onSaleTo,
    },
    news: { type: 'model.changed', subjectType: 'model' },
  })
  await showPicture(tx, actor, id, patch.imageFileId)
  await findableModels(tx, [id])
}

/** The picture of a model is public: whoever scans a label sees it. */
async function showPicture(tx: Tx, actor: Actor, id: string, fileId: string | null | undefined): Promise<void> {
  if (fileId) await attachFiles(tx, actor, [fileId], { type: 'model', id, stationId: null, isPublic: true })
}

export async function modelOf(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('assets.model')
    .select(['id', 'code', 'name', 'version', 'family_id', 'skill_codes as skillCodes', 'image_file_id as imageFileId'])
    .select(['on_sale_from as onSaleFrom', 'on_sale_to as onSaleTo'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('model')
  const { family_id, ...model } = row
  return { ...model, family: await familyOf(tx, family_id), terms: await termsOf(tx, id) }
}
