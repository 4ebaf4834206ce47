import { z } from 'zod'
import type { LabelForm } from '../../kit/pdf/index.ts'
import { id, language, line } from '../../kit/shapes.ts'

export const LABEL_FORMS = ['sheet_24', 'sheet_40', 'label_50x30', 'label_70x40', 'label_100x60'] as const

export const labelForm = {
  form: z.enum(LABEL_FORMS).default('sheet_24').describe('a sheet of so many, or a roll of labels of so many mm'),
  language: language.optional(),
}

const copies = z.number().int().min(1).max(200).default(1)
export const stockLabelsBody = z
  .object({
    ...labelForm,
    items: z
      .array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('part'), partId: id, serial: line.optional(), batch: line.optional(), copies }),
          z.object({ kind: z.literal('place'), placeId: id, copies }),
          z.object({ kind: z.literal('bin'), placeId: id, bin: z.string().trim().min(1).max(40), copies }),
        ]),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'StockLabels' })

/** @param paper what the printers of the company hold */
export function formOf(form: (typeof LABEL_FORMS)[number], paper: 'A4' | 'LETTER'): LabelForm {
  if (form === 'sheet_24') return { size: paper, columns: 3, rows: 8 }
  if (form === 'sheet_40') return { size: paper, columns: 4, rows: 10 }
  const [width, height] = form.slice('label_'.length).split('x').map(Number) as [number, number]
  return { width, height }
}
