import { writePartCode } from '@aftercare/rules'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { Label } from '../../kit/pdf/index.ts'
import { invalid } from '../../kit/problem.ts'
import { binText } from './bins.ts'
import { printThem, type Say } from './label-printing.ts'
import type { stockLabelsBody } from './label-shapes.ts'
import { shelf } from './places.ts'

type Body = z.output<typeof stockLabelsBody>
type Item = Body['items'][number]
const MOST = 1000

/** Labels of parts (with their serial or batch), of places and of bins, as often as asked for. */
export async function stockLabels(tx: Tx, actor: Actor, body: Body): Promise<Buffer> {
  if (body.items.reduce((sum, one) => sum + one.copies, 0) > MOST)
    throw invalid({ path: 'items', code: 'parts.too_many_labels', values: { most: MOST } })
  return printThem(tx, actor, body, async (say, tongue) => {
    const labels: Label[] = []
    for (const [index, item] of body.items.entries()) {
      const label =
        item.kind === 'part'
          ? await partLabel(tx, item, { say, tongue, path: `items.${index}.partId` })
          : await placeLabel(tx, actor, item, say)
      labels.push(...Array<Label>(item.copies).fill(label))
    }
    return labels
  })
}

type In = { say: Say; tongue: string; path: string }

async function partLabel(tx: Tx, item: Extract<Item, { kind: 'part' }>, { say, tongue, path }: In): Promise<Label> {
  const part = await tx
    .selectFrom('parts.part')
    .select(['number', 'name'])
    .where('id', '=', item.partId)
    .executeTakeFirst()
  if (!part) throw invalid({ path, code: 'parts.unknown_part' })
  const { serial, batch } = item
  const names = part.name as Record<string, string>
  const known = batch
    ? await tx
        .selectFrom('parts.batch')
        .select('expires_on')
        .where('part_id', '=', item.partId)
        .where('code', '=', batch)
        .executeTakeFirst()
    : undefined
  const expiresOn = known?.expires_on ?? undefined
  return {
    code: writePartCode({
      ...{ number: part.number },
      ...(serial && { serial }),
      ...(batch && { batch }),
      ...(expiresOn && { expiresOn }),
    }),
    lines: [
      { text: part.number, isMain: true },
      { text: names[tongue] ?? names.en ?? '' },
      ...(serial ? [{ says: say('parts:tracking.serial'), text: serial, isMain: true }] : []),
      ...(batch ? [{ says: say('parts:column.batch'), text: batch, isMain: true }] : []),
      ...(expiresOn ? [{ says: say('parts:column.expiresOn'), text: expiresOn }] : []),
    ],
  }
}

async function placeLabel(tx: Tx, actor: Actor, item: Exclude<Item, { kind: 'part' }>, say: Say): Promise<Label> {
  const place = await shelf(tx, actor, item.placeId)
  if (item.kind === 'place')
    return { code: place.code, lines: [{ text: place.code, isMain: true }, { text: place.name }] }
  return {
    code: binText(item.bin),
    lines: [
      { says: say('parts:column.bin'), text: item.bin, isMain: true },
      { says: say('parts:column.place'), text: place.name },
    ],
  }
}
