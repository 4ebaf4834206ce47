import { addressText, calendarDay, dates, money, numbers, words } from '@aftercare/words/server'
import type { Services } from '../../kit/app.ts'
import { loadCompany } from '../../kit/company/company.ts'
import type { Tx } from '../../kit/db.ts'
import { lineTable, paragraph, printPaper, statusBox } from '../../kit/pdf/index.ts'
import { letterhead, paperSize } from '../network/index.ts'
import type { OrderedLine } from './purchase-content.ts'

export interface OrderPaper {
  order: {
    number: string
    supplier: string
    state: string
    currency: string
    ordered_at: Date
    place_id: string
    station_id: string | null
  }
  lines: readonly OrderedLine[]
  language: string
  /** From 2 on it says that it takes the place of what was sent before. */
  revision: number
  /** Who reads it at the supplier, and our number with them. */
  person: string | null
  account: string | null
}

/** The order as its supplier reads it: their numbers beside ours, packs, prices, the days they are wanted and where they go. */
export async function orderPaper(tx: Tx, services: Services, paper: OrderPaper): Promise<Buffer> {
  const { order, language, lines } = paper
  const say = words(language)
  const company = await loadCompany(tx)
  const total = lines.reduce((sum, line) => sum + amountOf(line), 0n)
  const amount = (minor: bigint | string) => money(language, { minor: String(minor), currency: order.currency })
  const columns = [
    { header: say('paper:part') },
    { header: say('paper:your_number'), width: 'auto' as const },
    { header: say('paper:wanted_on'), width: 'auto' as const },
    ...['quantity', 'unit_price', 'amount'].map((key) => ({ header: say(`paper:${key}`), align: 'right' as const })),
  ]
  const body = lines.map((line) => ({
    cells: [
      line.part,
      line.theirs ?? '–',
      line.wantedOn ? calendarDay(language, line.wantedOn) : '–',
      `${numbers(language).decimal(line.quantity, decimalsOf(line.quantity))} ${say(`parts:unit.${line.unit}`)}`,
      amount(line.unitMinor),
      amount(amountOf(line)),
    ],
    note: [line.name[language] ?? line.name.en, packsOf(line, say)].filter(Boolean).join(' · '),
  }))
  const isCancelled = order.state === 'cancelled'
  return printPaper({
    language,
    size: paperSize(company.country),
    title: say('paper:purchase_order'),
    number:
      paper.revision > 1 ? say('paper:revision', { number: order.number, revision: paper.revision }) : order.number,
    company: await letterhead(tx, services, order.station_id),
    facts: [
      { label: say('paper:supplier'), value: [order.supplier, paper.person].filter(Boolean).join(', ') },
      { label: say('paper:our_account'), value: paper.account ?? '' },
      { label: say('paper:date'), value: dates(language, company.timeZone).day(order.ordered_at) },
      { label: say('paper:deliver_to'), value: await deliveryAddress(tx, order, company) },
    ],
    content: [
      ...(isCancelled ? [statusBox('bad', say('paper:order_cancelled'))] : []),
      ...(paper.revision > 1 && !isCancelled ? [statusBox('watch', say('paper:replaces_earlier'))] : []),
      ...lineTable(columns, body, [{ cells: [say('paper:total_without_tax'), amount(total)], bold: true }]),
      paragraph(say('paper:please_confirm', { number: order.number })),
    ],
  })
}

/** Money of a line: minor units, half a unit up. */
export const amountOf = (line: OrderedLine): bigint =>
  (BigInt(line.unitMinor) * BigInt(Math.round(line.quantity * 1_000_000)) + 500_000n) / 1_000_000n

const decimalsOf = (quantity: number) => (Number.isInteger(quantity) ? 0 : 3)

/** "4 packs of 12", when the supplier sells it in packs and the quantity is whole ones. */
function packsOf(line: OrderedLine, say: (key: string, values?: Record<string, unknown>) => string): string {
  if (line.pack === 1 || !Number.isInteger(line.quantity / line.pack)) return ''
  return say('paper:packs', { count: line.quantity / line.pack, size: line.pack })
}

/** The shelf's name and the address of its station; without a station that of the company. */
async function deliveryAddress(tx: Tx, order: OrderPaper['order'], company: { name: string; address: string | null }) {
  const place = await tx
    .selectFrom('parts.place as p')
    .leftJoin('network.station as s', (join) =>
      join.onRef('s.id', '=', 'p.station_id').onRef('s.tenant_id', '=', 'p.tenant_id'),
    )
    .select([
      'p.name as place',
      's.name',
      's.country',
      's.region',
      's.city',
      's.district',
      's.line',
      's.postal_code as postalCode',
    ])
    .where('p.id', '=', order.place_id)
    .executeTakeFirstOrThrow()
  const address = place.name ? addressText(place) : company.address
  return [...new Set([place.place, place.name ?? company.name, address])].filter(Boolean).join('\n')
}
