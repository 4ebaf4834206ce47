import { words } from '@aftercare/words/server'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { callerLanguage } from '../../kit/errors.ts'
import { disposition } from '../../kit/files/index.ts'
import { invalid } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { day, id, timeZone } from '../../kit/shapes.ts'
import { type WriteColumn, writeXlsx } from '../../kit/tables/index.ts'
import { askedLines, PART_FIGURES, type PartPeriod, partFigures } from './part-figures.ts'

const query = z.object({
  from: day,
  to: day.describe('the day after the last'),
  placeId: id.optional(),
  classId: id.optional(),
  zone: timeZone.default('UTC'),
})
const figure = z.object({
  key: z.enum(PART_FIGURES),
  unit: z.enum(['percent', 'money']).describe('money: minor units of `currency`'),
  better: z.enum(['higher', 'lower']),
  target: z.number().nullable(),
  value: z.number().nullable(),
  n: z.number().nullable(),
  of: z.number().nullable(),
  trend: z.array(z.object({ month: z.string(), value: z.number().nullable() })),
})

export const partFigureRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/insight/parts',
    needs: 'parts.value',
    summary:
      'What the stock did for who asked: filled at once, days kept, first-time fix, what was missing; definitions in words insight:definition.*',
    query,
    returns: z
      .object({ from: day, to: day, currency: z.string(), figures: z.array(figure) })
      .meta({ id: 'PartFigures' }),
    handle: async ({ tx, actor, query: asked }) => {
      const period = checked(asked)
      const { currency } = await tx.selectFrom('kit.company').select('currency').executeTakeFirstOrThrow()
      return { from: asked.from, to: asked.to, currency, figures: await partFigures(tx, actor, period) }
    },
  }),
  route({
    method: 'GET',
    path: '/insight/parts/export',
    needs: 'parts.value',
    summary: 'The same by part as XLSX, who missed most first',
    query,
    raw: true,
    handle: async ({ tx, actor, query: asked, request, reply }) => {
      const rows = await byPart(tx, actor, checked(asked))
      reply
        .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', disposition('attachment', `parts-${asked.from}-${asked.to}.xlsx`))
      return writeXlsx('parts', columnsIn(callerLanguage(request)), rows)
    },
  }),
]

/** At most three years: more is a job for the spreadsheet of movements. */
function checked(asked: z.output<typeof query>): PartPeriod {
  const days = (Date.parse(asked.to) - Date.parse(asked.from)) / 86_400_000
  if (days <= 0 || days > 1096) throw invalid({ path: 'to', code: 'validation.order' })
  return asked
}

interface PartRow {
  number: string
  name: Record<string, string>
  class: string | null
  lines: number
  linesFilled: number
  units: number
  unitsFilled: number
  due: number
  kept: number
}

async function byPart(tx: Tx, actor: Actor, period: PartPeriod): Promise<PartRow[]> {
  const { rows } =
    await sql<PartRow>`select p.number, p.name, k.code as class, sum(c.lines) as lines, sum(c.lines_filled) as "linesFilled",
      sum(c.units) as units, sum(c.units_filled) as "unitsFilled", sum(c.due) as due, sum(c.kept) as kept
    from (${askedLines(actor, period)}) c join parts.part p on p.tenant_id = kit.tenant() and p.id = c.part_id
    left join parts.class k on k.tenant_id = p.tenant_id and k.id = p.class_id
    group by p.id, p.number, p.name, k.code order by sum(c.units - c.units_filled) desc, p.number limit 100000`.execute(
      tx,
    )
  return rows
}

function columnsIn(language: string): WriteColumn<PartRow>[] {
  const say = words(language)
  const column = (
    header: string,
    type: WriteColumn<PartRow>['type'],
    value: WriteColumn<PartRow>['value'],
  ): WriteColumn<PartRow> => ({ header: say(header), type, value })
  return [
    column('parts:column.part', 'text', (row) => row.number),
    column('parts:column.name', 'text', (row) => row.name[language] ?? row.name.en ?? null),
    column('parts:column.class', 'text', (row) => row.class),
    column('insight:parts.lines', 'whole', (row) => row.lines),
    column('insight:parts.linesFilled', 'whole', (row) => row.linesFilled),
    column('insight:parts.units', 'number', (row) => row.units),
    column('insight:parts.unitsFilled', 'number', (row) => row.unitsFilled),
    column('insight:parts.due', 'whole', (row) => row.due),
    column('insight:parts.kept', 'whole', (row) => row.kept),
  ]
}
