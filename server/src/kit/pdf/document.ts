import { words } from '@aftercare/words/server'
import type { Content, Node } from 'pdfmake/interfaces.js'
import { type Fact, facts, faint, ink, rule } from './blocks.ts'
import { type Picture, picture, qrPicture } from './pictures.ts'
import { print } from './printer.ts'

export interface Company {
  name: string
  /** Address, telephone, tax number: one line each. */
  lines: readonly string[]
  logo?: Picture
}

export interface Paper {
  language: string
  /** A4 everywhere but in North America. */
  size?: 'A4' | 'LETTER'
  title: string
  /** The number people quote, repeated on every page. */
  number: string
  company: Company
  /** What stands beside the title: date, customer, product. */
  facts?: readonly Fact[]
  /** Where a scan of the code leads, and what the line under it says. */
  link?: { url: string; label: string }
  content: readonly Content[]
  /** Bank account, terms: small, at the foot of every page. */
  footnote?: string
}

const MARGINS: [number, number, number, number] = [48, 54, 48, 62]

/** Makes a business document: letterhead, title, content, and number with page x of y on every page. */
export async function printPaper(paper: Paper): Promise<Buffer> {
  const say = words(paper.language)
  const code = paper.link ? await qrPicture(paper.link.url, 64) : undefined
  return print({
    pageSize: paper.size ?? 'A4',
    pageMargins: MARGINS,
    language: paper.language,
    displayTitle: true,
    info: {
      title: `${paper.title} ${paper.number}`,
      author: paper.company.name,
      creator: 'Aftercare',
      producer: 'Aftercare',
    },
    defaultStyle: { color: ink },
    header: (page) => (page === 1 ? '' : runningHead(paper)),
    footer: (page, pages) => foot(paper, say('paper:page', { page, pages })),
    pageBreakBefore: keepHeadingWithText,
    content: [letterhead(paper.company), titleBlock(paper, code), ...paper.content],
  })
}

function letterhead(company: Company): Content {
  const logo = company.logo && picture(company.logo, { width: 140, height: 44 })
  const address: Content = { text: company.lines.join('\n'), fontSize: 8.5, color: faint, alignment: 'right' }
  const name: Content = { text: company.name, bold: true, fontSize: 13 }
  return {
    columns: [
      logo ? { stack: [logo, { text: company.name, fontSize: 9, bold: true, margin: [0, 4, 0, 0] }] } : name,
      address,
    ],
    margin: [0, 0, 0, 18],
  }
}

function titleBlock(paper: Paper, code: Content | undefined): Content {
  const title: Content = { text: paper.title, bold: true, fontSize: 19, lineHeight: 1.1 }
  const number: Content = { text: paper.number, fontSize: 11, color: faint, margin: [0, 2, 0, 8] }
  const stack = [title, number, facts(paper.facts ?? [])]
  if (!code || !paper.link) return { stack }
  const label: Content = {
    text: paper.link.label,
    fontSize: 7.5,
    color: faint,
    alignment: 'center',
    margin: [0, 3, 0, 0],
  }
  return {
    columns: [
      { width: '*', stack },
      { width: 80, stack: [{ ...(code as object), alignment: 'center' } as Content, label] },
    ],
    columnGap: 20,
  }
}

const runningHead = (paper: Paper): Content => ({
  margin: [48, 26, 48, 0],
  columns: [
    { text: paper.company.name, color: faint, fontSize: 8.5 },
    { text: `${paper.title} ${paper.number}`, color: faint, fontSize: 8.5, alignment: 'right' },
  ],
})

/** The only mark a callback sees of what stands at the foot of each page. */
const FOOT = 0
const foot = (paper: Paper, page: string): Content => ({
  headlineLevel: FOOT,
  margin: [48, 14, 48, 0],
  stack: [
    {
      canvas: [
        { type: 'line', x1: 0, y1: 0, x2: paper.size === 'LETTER' ? 516 : 499, y2: 0, lineWidth: 0.5, lineColor: rule },
      ],
    },
    {
      margin: [0, 5, 0, 0],
      fontSize: 8,
      color: faint,
      columns: [
        { text: paper.footnote ?? '', width: '*' },
        { text: page, width: 90, alignment: 'right' },
      ],
    },
  ],
})

/** Points the header of a table and its first row with a note take, at most. */
const TABLE_BEGINS = 70

/** A heading never stands alone at the end of a page; what stands on every page does not keep it company. */
function keepHeadingWithText(node: Node, { getFollowingNodesOnPage }: { getFollowingNodesOnPage(): Node[] }): boolean {
  if (node.headlineLevel !== 1) return false
  const [next] = getFollowingNodesOnPage()
  if (next === undefined || next.headlineLevel === FOOT) return true
  // pdfmake says where a table was begun, not where its header went for want of room.
  const { top, pageInnerHeight } = next.startPosition
  return Boolean(next.table?.headerRows) && top > MARGINS[1] + pageInnerHeight - TABLE_BEGINS
}
