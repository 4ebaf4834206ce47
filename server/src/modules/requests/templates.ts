import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { line, names } from '../../kit/shapes.ts'
import { findRequest } from './find.ts'

const texts = z.object({
  en: z.string().max(20_000),
  'zh-CN': z.string().max(20_000).optional(),
  'zh-TW': z.string().max(20_000).optional(),
})
export const templateBody = z.object({ name: line, kind: z.enum(['note', 'reply']), texts }).meta({ id: 'NewTemplate' })
export const templateView = z
  .object({ id: z.uuid(), name: z.string(), kind: z.enum(['note', 'reply']), texts: names, version: z.number() })
  .meta({ id: 'RequestTemplate' })
type TemplateBody = z.output<typeof templateBody>

export async function allTemplates(tx: Tx) {
  return tx.selectFrom('requests.template').select(['id', 'name', 'kind', 'texts', 'version']).orderBy('name').execute()
}

export async function addTemplate(tx: Tx, actor: Actor, body: TemplateBody) {
  const id = newId()
  await tx
    .insertInto('requests.template')
    .values({ id, name: body.name, kind: body.kind, texts: JSON.stringify(body.texts) })
    .execute()
  await announce(tx, actor, {
    type: 'template.added',
    subject: { type: 'template', id, version: 1 },
    data: { name: body.name },
  })
  return { id, ...body, version: 1 }
}

export async function changeTemplate(tx: Tx, actor: Actor, id: string, ifMatch: number, body: Partial<TemplateBody>) {
  const news = { type: 'template.changed', subjectType: 'template' }
  return edit<{ version: number }>(tx, actor, { table: 'requests.template', id, ifMatch, patch: { ...body }, news })
}

/** The templates in the customer's language, their blanks filled from the request. */
export async function templatesFor(tx: Tx, actor: Actor, requestId: string) {
  const row = await findRequest(tx, actor, requestId)
  const customer = row.customer_id
    ? await tx.selectFrom('parties.customer').select('name').where('id', '=', row.customer_id).executeTakeFirst()
    : undefined
  const blanks: Record<string, string> = {
    number: row.number,
    title: row.title,
    customer: customer?.name ?? '',
    me: actor.name,
  }
  const templates = await allTemplates(tx)
  return templates.map(({ id, name, kind, texts }) => {
    const said = texts as Record<string, string>
    const text = said[row.language] ?? said.en ?? ''
    return { id, name, kind, language: said[row.language] ? row.language : 'en', text: filled(text, blanks) }
  })
}

function filled(text: string, blanks: Record<string, string>): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (all, key: string) => blanks[key] ?? all)
}
