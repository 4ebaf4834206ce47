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
const GAP = 6

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

const LARGEST = 11
const SMALLEST = 4
/** Of the type: what says what a line is, a line, and the height of one line of it. */
const SAYS = 0.72
const PLAIN = 0.9
const LINE = 1.45

/** How wide a text is in sizes of its type: characters of a square, and letters with some to spare. */
const widthOf = (text: string) => [...text].reduce((sum, char) => sum + (char >= '\u2e80' ? 1 : 0.62), 0)

const hasWider = (text: string, size: number, width: number) =>
  text.split(/\s/).some((word) => widthOf(word) * size > width)

/** The largest type in which everything on a label stands, however its lines break. */
function typeFor({ lines, note }: Label, company: string, room: { width: number; height: number }): number {
  const all = [
    { text: company, share: PLAIN },
    ...lines.flatMap(({ says, text, isMain }) => [
      ...(says ? [{ text: says, share: SAYS }] : []),
      { text, share: isMain ? 1 : PLAIN },
    ]),
    ...(note ? [{ text: note, share: SAYS }] : []),
  ]
  const heightIn = (size: number) =>
    all.reduce((sum, { text, share }) => {
      // Names that break between words leave some of a line empty.
      const lengths = (widthOf(text) * share * size) / room.width
      const broken = lengths <= 1 ? 1 : Math.ceil(lengths * 1.1)
      return sum + (broken * share * LINE + 0.25) * size
    }, 0)
  let size = LARGEST
  while (size > SMALLEST && heightIn(size) > room.height) size -= 0.25
  return size
}

async function labelCell(
  label: Label,
  company: string,
  { width, height }: { width: number; height: number },
): Promise<TableCell> {
  const code = Math.min(height - 2 * PADDING, width * 0.4)
  const room = { width: width - code - 2 * PADDING - GAP, height: height - 2 * PADDING }
  const size = typeFor(label, company, room)
  const above: [number, number, number, number] = [0, size * 0.25, 0, 0]
  const small = { fontSize: size * SAYS, color: faint, margin: above }
  const text = label.lines.flatMap(({ says, text, isMain = false }): Content[] => [
    ...(says ? [{ text: says, ...small }] : []),
    {
      text,
      fontSize: isMain ? size : size * PLAIN,
      bold: isMain,
      // Numbers may break anywhere, names between their words.
      ...(hasWider(text, size, room.width) && { wordBreak: 'break-all' as const }),
      ...(!says && { margin: above }),
    },
  ])
  const note: Content[] = label.note ? [{ text: label.note, ...small }] : []
  return {
    margin: PADDING,
    columns: [
      { width: code, ...((await qrPicture(label.code, code)) as object) } as Content,
      { width: '*', stack: [{ text: company, bold: true, fontSize: size * PLAIN }, ...text, ...note] },
    ],
    columnGap: GAP,
    lineHeight: 1,
  }
}
