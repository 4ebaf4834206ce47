import { words } from '@aftercare/words/server'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { paperOf, printLabels } from '../../kit/pdf/index.ts'
import { notFound } from '../../kit/problem.ts'
import { id, language } from '../../kit/shapes.ts'
import { labelUrl } from './label.ts'
import { assetVisible } from './visible.ts'

export const labelsBody = z.object({
  assetIds: z.array(id).min(1).max(500),
  language: language.optional(),
  size: z.enum(['A4', 'LETTER']).optional().describe('what the country of the company uses when absent'),
  columns: z.number().int().min(1).max(5).default(3),
  rows: z.number().int().min(1).max(12).default(8),
})

/** A sheet of warranty labels as PDF, in the order asked for. */
export async function labelSheet(
  tx: Tx,
  actor: Actor,
  services: Services,
  body: z.output<typeof labelsBody>,
): Promise<Buffer> {
  const company = await tx.selectFrom('kit.company').select(['code', 'name', 'country']).executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('assets.asset as a')
    .innerJoin('assets.model as m', 'm.id', 'a.model_id')
    .select(['a.id', 'a.serial', 'a.label_version', 'm.name'])
    .where('a.id', 'in', body.assetIds)
    .where(assetVisible(actor, 'a'))
    .execute()
  const known = new Map(rows.map((row) => [row.id, row]))
  const tongue = body.language ?? actor.language
  const say = words(tongue)
  const labels = body.assetIds.map((assetId) => {
    const row = known.get(assetId)
    if (!row) throw notFound('asset')
    const names = row.name as Record<string, string>
    const url = labelUrl(services, company.code, row.id, row.label_version)
    const lines = [
      { says: say('paper:model'), text: names[tongue] ?? names.en ?? '' },
      { says: say('paper:serial'), text: row.serial, isMain: true },
    ]
    return { code: url, lines, note: say('paper:scan_for_service') }
  })
  for (const row of rows) {
    const data = { labelVersion: row.label_version }
    await announce(tx, actor, { type: 'label.printed', subject: { type: 'asset', id: row.id }, threadId: row.id, data })
  }
  const form = { size: body.size ?? paperOf(company.country), columns: body.columns, rows: body.rows }
  return printLabels({ language: tongue, title: say('paper:labels_title'), company: company.name, form, labels })
}
