import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { faint, rule } from './blocks.ts'
import { qrPicture } from './pictures.ts'
import { print } from './printer.ts'

export interface Label {
  /** What the code to scan says. */
  code: string
  /** What is read when it cannot be scanned, from above; the main one is what people call it. */
  lines: readonly { says?: string; text: string; isMain?: boolean }[]
  note?: string
}

/** A sheet of so many, or a roll of a label printer: each label a page of its own, in millimetres. */
export type LabelForm = { size: 'A4' | 'LETTER'; columns: number; rows: number } | { width: number; height: number }

export interface LabelSheet {
  language: string
  title: string
  /** Whose they are, printed on every label. */
  company: string
  form: LabelForm
  labels: readonly Label[]
}

const MILLIMETRE = 72 / 25.4
const PAGES = { A4: { width: 210, height: 297 }, LETTER: { width: 215.9, height: 279.4 } }
const LETTER_COUNTRIES = ['US', 'CA', 'MX', 'PH', 'CL', 'CO']
/** The paper in the printers of a country. */
export const paperOf = (country: string) => (LETTER_COUNTRIES.includes(country) ? 'LETTER' : 'A4')
const MARGIN = 8 // most printers leave 5 mm white
const PADDING = 6

/** Labels to cut, peel or stick: a code to scan, and what it says to read. */
export async function printLabels({ form, ...sheet }: LabelSheet): Promise<Buffer> {
  const isSheet = 'size' in form
  const page = isSheet ? PAGES[form.size] : form
  const { columns, rows } = isSheet ? form : { columns: 1, rows: 1 }
  const margin = isSheet ? MARGIN : 0
  const width = ((page.width - 2 * margin) / columns) * MILLIMETRE
  const height = ((page.height - 2 * margin) / rows) * MILLIMETRE - 0.5
  const cells = await Promise.all(sheet.labels.map((label) => labelCell(label, sheet.company, { width, height })))
  const body: TableCell[][] = []
  for (let i = 0; i < cells.length; i += columns) {
    body.push(Array.from({ length: columns }, (_, column) => cells[i + column] ?? ''))
  }
  const line = isSheet ? 0.3 : 0
  return print({
    pageSize: isSheet ? form.size : { width: page.width * MILLIMETRE, height: page.height * MILLIMETRE },
    pageMargins: margin * MILLIMETRE,
    language: sheet.language,
    info: { title: sheet.title, author: sheet.company, creator: 'Aftercare', producer: 'Aftercare' },
    content: {
      table: { widths: Array<number>(columns).fill(width - 1), heights: height, dontBreakRows: true, body },
      layout: {
        paddingLeft: () => 0,
        paddingRight: () => 0,
        paddingTop: () => 0,
        paddingBottom: () => 0,
        hLineColor: () => rule,
        vLineColor: () => rule,
        hLineWidth: () => line,
        vLineWidth: () => line,
      },
    },
  })
}

/** Lines of text a label may need, in sizes of its type: each may be broken once. */
const linesOf = ({ lines, note }: Label) =>
  lines.reduce((sum, { says }) => sum + (says ? 4.3 : 2.6), 2) + (note ? 1.9 : 0)

async function labelCell(
  label: Label,
  company: string,
  { width, height }: { width: number; height: number },
): Promise<TableCell> {
  const code = Math.min(height - 2 * PADDING, width * 0.4)
  const size = Math.min(11, (height - 2 * PADDING) / linesOf(label), (width - code) / 12)
  const above: [number, number, number, number] = [0, size * 0.25, 0, 0]
  const small = { fontSize: size * 0.72, color: faint, margin: above }
  const text = label.lines.flatMap(({ says, text, isMain = false }): Content[] => [
    ...(says ? [{ text: says, ...small }] : []),
    {
      text,
      fontSize: isMain ? size : size * 0.9,
      bold: isMain,
      wordBreak: 'break-all',
      ...(!says && { margin: above }),
    },
  ])
  const note: Content[] = label.note ? [{ text: label.note, ...small }] : []
  return {
    margin: PADDING,
    columns: [
      { width: code, ...((await qrPicture(label.code, code)) as object) } as Content,
      { width: '*', stack: [{ text: company, bold: true, fontSize: size * 0.9 }, ...text, ...note] },
    ],
    columnGap: 6,
    lineHeight: 1,
  }
}
