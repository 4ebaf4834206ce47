import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import type { scriptBody, scriptView } from './shapes.ts'
import { scriptAfterService } from './standard-script.ts'

type Script = z.output<typeof scriptView>

export async function listScripts(tx: Tx): Promise<Script[]> {
  await scriptAfterService(tx)
  const rows = await tx.selectFrom('voice.script').selectAll().orderBy('code').execute()
  return rows.map(viewOf)
}

export async function viewScript(tx: Tx, id: string): Promise<Script> {
  const row = await tx.selectFrom('voice.script').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('script')
  return viewOf(row)
}

/** A changed script is a new version; answers already given keep their keys. */
export async function changeScript(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  body: z.output<typeof scriptBody>,
): Promise<Script> {
  const keys = body.questions.map((one) => one.key)
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index)
  if (twice >= 0) throw invalid({ path: `questions.${twice}.key`, code: 'validation.duplicate' })
  await edit(tx, actor, {
    table: 'voice.script',
    id,
    ifMatch,
    patch: { name: body.name, questions: body.questions },
    jsonLists: ['questions'],
    news: { type: 'script.changed', subjectType: 'script' },
  })
  return viewScript(tx, id)
}

function viewOf(row: { id: string; code: string; name: unknown; questions: unknown; version: number }): Script {
  const { id, code, version } = row
  return { id, code, version, name: row.name as Script['name'], questions: row.questions as Script['questions'] }
}
