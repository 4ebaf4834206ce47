import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces.js'
import { type Picture, picture } from './pictures.ts'

export const ink = '#1a1f26'
export const faint = '#5b6572'
export const rule = '#c9d0d8'

export const heading = (text: string): Content => ({
  text,
  bold: true,
  fontSize: 11.5,
  color: ink,
  margin: [0, 12, 0, 4],
  headlineLevel: 1, // kept with what follows, see document.ts
})

export const paragraph = (text: string): Content => ({ text, margin: [0, 0, 0, 6] })

export interface Fact {
  label: string
  value: string
}

/** Labels and values, two pairs to a line; pairs without a value are left out. */
export function facts(list: readonly Fact[]): Content {
  const filled = list.filter((fact) => fact.value !== '')
  const body: TableCell[][] = []
  for (let i = 0; i < filled.length; i += 2) body.push(factRow(filled[i]!, filled[i + 1]))
  if (body.length === 0) return ''
  return {
    table: { widths: ['auto', '*', 'auto', '*'], body, dontBreakRows: true },
    layout: {
      defaultBorder: false,
      paddingLeft: (i) => (i === 2 ? 16 : 0),
      paddingRight: () => 8,
      paddingTop: () => 1.5,
      paddingBottom: () => 1.5,
    },
    margin: [0, 0, 0, 6],
  }
}

/** Two pairs, or one over the whole width. */
function factRow(first: Fact, second: Fact | undefined): TableCell[] {
  const label = (fact: Fact): TableCell => ({ text: fact.label, color: faint, noWrap: true })
  if (!second) return [label(first), { text: first.value, colSpan: 3 }, '', '']
  return [label(first), first.value, label(second), second.value]
}

export interface Column {
  header: string
  /** Figures and money stand right; everything else left. */
  align?: 'left' | 'right'
  /** Points, or a share of what is left. */
  width?: number | '*' | 'auto'
}

export interface Line {
  cells: readonly string[]
  /** Smaller text under the first cell. */
  note?: string
  bold?: boolean
}

/**
 * A table whose header is repeated on every page and whose rows are never cut in two; totals stand below, together.
 */
export function lineTable(columns: readonly Column[], lines: readonly Line[], totals: readonly Line[] = []): Content[] {
  const header = columns.map(
    (column): TableCell => ({
      text: column.header,
      bold: true,
      color: faint,
      fontSize: 8.5,
      alignment: column.align ?? 'left',
    }),
  )
  const body = [header, ...lines.map((line) => row(columns, line))]
  const widths = columns.map((column) => column.width ?? (column.align === 'right' ? 'auto' : '*'))
  const table: ContentTable = {
    table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths, body },
    layout: {
      hLineWidth: (i) => (i === 0 ? 0 : i === 1 ? 1 : 0.5),
      hLineColor: (i) => (i === 1 ? ink : rule),
      vLineWidth: () => 0,
      paddingLeft: (i) => (i === 0 ? 0 : 6),
      paddingRight: (i) => (i === columns.length - 1 ? 0 : 6),
      paddingTop: () => 4,
      paddingBottom: () => 4,
    },
    margin: [0, 0, 0, 4],
  }
  return totals.length > 0 ? [table, sums(totals)] : [table]
}

function row(columns: readonly Column[], line: Line): TableCell[] {
  return columns.map((column, i): TableCell => {
    const alignment = column.align ?? 'left'
    // A figure and its unit stay on one line.
    const text = {
      text: line.cells[i] ?? '',
      bold: line.bold ?? false,
      alignment,
      noWrap: alignment === 'right',
    } as const
    if (i > 0 || !line.note) return text
    return { stack: [text, { text: line.note, color: faint, fontSize: 8.5 }] }
  })
}

function sums(totals: readonly Line[]): Content {
  const body = totals.map((line): TableCell[] => [
    {
      text: line.cells[0] ?? '',
      alignment: 'right',
      color: line.bold ? ink : faint,
      bold: line.bold ?? false,
      fontSize: line.bold ? 11.5 : 9.5,
    },
    {
      text: line.cells[1] ?? '',
      alignment: 'right',
      bold: line.bold ?? false,
      fontSize: line.bold ? 11.5 : 9.5,
      noWrap: true,
    },
  ])
  return {
    unbreakable: true,
    table: { widths: ['*', 'auto'], body },
    layout: {
      defaultBorder: false,
      paddingTop: () => 1.5,
      paddingBottom: () => 1.5,
      paddingLeft: () => 6,
      paddingRight: () => 0,
    },
    margin: [0, 0, 0, 6],
  }
}

const tones = { good: '#1f7a3d', watch: '#9a5b00', bad: '#b3261e', neutral: '#3d5a80' }

/** A box that says how things stand; the words say it, the colour only helps. */
export function statusBox(tone: keyof typeof tones, title: string, text = ''): Content {
  const stack: Content[] = [{ text: title, bold: true, fontSize: 11, color: tones[tone] }]
  if (text) stack.push({ text, margin: [0, 2, 0, 0] })
  return {
    unbreakable: true,
    table: { widths: ['*'], body: [[{ stack, fillColor: '#f5f7f9', border: [true, false, false, false] }]] },
    layout: {
      vLineWidth: () => 4,
      vLineColor: () => tones[tone],
      hLineWidth: () => 0,
      paddingLeft: () => 10,
      paddingRight: () => 10,
      paddingTop: () => 7,
      paddingBottom: () => 7,
    },
    margin: [0, 4, 0, 8],
  }
}

/** On one page, whatever came before. */
export const together = (stack: Content[]): Content => ({ unbreakable: true, stack })

export interface Signature {
  /** Who signs in which part: customer, technician. */
  role: string
  name: string
  at: string
  image?: Picture
}

/** Signatures side by side over their lines; an empty place to sign on paper when there is none. */
export function signatures(list: readonly Signature[]): Content {
  const gap = { text: '', border: [false, false, false, false] } satisfies TableCell
  const between = (cells: TableCell[]) => cells.flatMap((cell, i) => (i === 0 ? [cell] : [gap, cell]))
  const drawn = list.map((signature): TableCell => {
    const image = signature.image && picture(signature.image, { width: 180, height: 56 })
    return { ...((image ?? { text: '' }) as object), border: [false, false, false, true] } as TableCell
  })
  const named = list.map(
    (signature): TableCell => ({
      border: [false, false, false, false],
      stack: [
        { text: signature.role, color: faint, fontSize: 8.5 },
        { text: [signature.name, signature.at].filter(Boolean).join(' · ') },
      ],
    }),
  )
  return {
    unbreakable: true,
    // The line is the border of a cell: pdfmake misplaces drawn lines inside unbreakable columns.
    table: {
      widths: list.flatMap((_, i) => (i === 0 ? ['*'] : [24, '*'])),
      heights: (i) => (i === 0 ? 60 : 'auto'),
      body: [between(drawn), between(named)],
    },
    layout: {
      hLineWidth: () => 0.7,
      vLineWidth: () => 0,
      hLineColor: () => ink,
      paddingLeft: () => 0,
      paddingRight: () => 0,
    },
    margin: [0, 14, 0, 0],
  }
}
