import { words } from '@aftercare/words/server'
import { callerLanguage } from '../../kit/errors.ts'
import { disposition } from '../../kit/files/index.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { type WriteColumn, writeXlsx } from '../../kit/tables/index.ts'
import { stockWorth } from './stock-worth.ts'
import { AGES, type WorthRow, worthQuery, worthView } from './stock-worth-shapes.ts'

const ON_SCREEN = 200
const IN_FILE = 100_000

export const worthRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/stock-worth',
    needs: 'parts.value',
    summary: 'What the stock is or was worth, and how long it has lain there: by part, class, place, company or method',
    query: worthQuery,
    returns: worthView,
    handle: ({ tx, actor, query, now }) => stockWorth(tx, actor, query, now, ON_SCREEN),
  }),
  route({
    method: 'GET',
    path: '/stock-worth/export',
    needs: 'parts.value',
    summary: 'The same as XLSX, with every row',
    query: worthQuery,
    raw: true,
    handle: async ({ tx, actor, query, now, request, reply }) => {
      const { at, rows } = await stockWorth(tx, actor, query, now, IN_FILE)
      const day = query.day ?? at.toISOString().slice(0, 10)
      reply
        .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', disposition('attachment', `stock-worth-${query.by}-${day}.xlsx`))
      return writeXlsx('stock-worth', columnsIn(callerLanguage(request), query.by), rows)
    },
  }),
]

function columnsIn(language: string, by: string): WriteColumn<WorthRow>[] {
  const say = words(language)
  const column = (
    name: string,
    type: WriteColumn<WorthRow>['type'],
    value: WriteColumn<WorthRow>['value'],
  ): WriteColumn<WorthRow> => ({ header: say(name), type, value })
  const money = (minor: string, { currency }: WorthRow) => ({ minor: BigInt(minor), currency })
  const labelOf = (row: WorthRow) => {
    if (row.label === null) return say('parts:worth.noClass')
    return by === 'method' ? say(`parts:method.${row.label}`) : row.label
  }
  return [
    column(`parts:worth.by.${by}`, 'text', labelOf),
    column('parts:column.name', 'text', (row) => row.name?.[language as 'en'] ?? row.name?.en ?? null),
    column('parts:column.quantity', 'number', (row) => row.quantity),
    column('parts:worth.parts', 'whole', (row) => row.parts),
    column('parts:worth.currency', 'text', (row) => row.currency),
    column('parts:worth.value', 'money', (row) => money(row.minor, row)),
    ...[...AGES, null].map((days, n) => ({
      header: days ? say('parts:worth.age', { days }) : say('parts:worth.older', { days: AGES.at(-1) }),
      type: 'money' as const,
      value: (row: WorthRow) => money(row.ages[n]!, row),
    })),
  ]
}
