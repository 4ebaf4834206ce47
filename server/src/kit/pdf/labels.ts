import { words } from '@aftercare/words/server'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { faint, rule } from './blocks.ts'
import { qrPicture } from './pictures.ts'
import { print } from './printer.ts'

export interface Label {
  serial: string
  model: string
  /** Where the scan leads: the portal with the signed token of the product. */
  url: string
}

export interface LabelSheet {
  language: string
  size?: 'A4' | 'LETTER'
  /** Who serves it, printed on every label. */
  company: string
  columns: number
  rows: number
  labels: readonly Label[]
}

const MILLIMETRE = 72 / 25.4
const PAGES = { A4: { width: 210, height: 297 }, LETTER: { width: 215.9, height: 279.4 } }
const MARGIN = 8 // most printers leave 5 mm white
const PADDING = 6

/** A sheet of warranty labels to cut or peel: a code to scan, and serial and model to read when it cannot be scanned. */
export async function printLabels(sheet: LabelSheet): Promise<Buffer> {
  const page = PAGES[sheet.size ?? 'A4']
  const width = ((page.width - 2 * MARGIN) / sheet.columns) * MILLIMETRE
  const height = ((page.height - 2 * MARGIN) / sheet.rows) * MILLIMETRE - 0.5
  const say = words(sheet.language)
  const cells = await Promise.all(sheet.labels.map((label) => labelCell(label, sheet, { width, height }, say)))
  const body: TableCell[][] = []
  for (let i = 0; i < cells.length; i += sheet.columns) {
    body.push(Array.from({ length: sheet.columns }, (_, column) => cells[i + column] ?? ''))
  }
  return print({
    pageSize: sheet.size ?? 'A4',
    pageMargins: MARGIN * MILLIMETRE,
    language: sheet.language,
    info: { title: say('paper:labels_title'), author: sheet.company, creator: 'Aftercare', producer: 'Aftercare' },
    content: {
      table: { widths: Array<number>(sheet.columns).fill(width - 1), heights: height, dontBreakRows: true, body },
      layout: {
        paddingLeft: () => 0,
        paddingRight: () => 0,
        paddingTop: () => 0,
        paddingBottom: () => 0,
        hLineColor: () => rule,
        vLineColor: () => rule,
        hLineWidth: () => 0.3,
        vLineWidth: () => 0.3,
      },
    },
  })
}

async function labelCell(
  label: Label,
  sheet: LabelSheet,
  { width, height }: { width: number; height: number },
  say: ReturnType<typeof words>,
): Promise<TableCell> {
  const code = Math.min(height - 2 * PADDING, width * 0.4)
  // Seven lines of text must fit beside the code, also when the serial needs two.
  const size = Math.min(11, (height - 2 * PADDING) / 12.5, (width - code) / 12)
  const small = {
    fontSize: size * 0.72,
    color: faint,
    margin: [0, size * 0.25, 0, 0] as [number, number, number, number],
  }
  const text: Content[] = [
    { text: sheet.company, bold: true, fontSize: size * 0.9 },
    { text: say('paper:model'), ...small },
    { text: label.model, fontSize: size * 0.9 },
    { text: say('paper:serial'), ...small },
    { text: label.serial, fontSize: size, bold: true, wordBreak: 'break-all' },
    { text: say('paper:scan_for_service'), ...small },
  ]
  return {
    margin: PADDING,
    columns: [
      { width: code, ...((await qrPicture(label.url, code)) as object) } as Content,
      { width: '*', stack: text },
    ],
    columnGap: 6,
    lineHeight: 1,
  }
}
