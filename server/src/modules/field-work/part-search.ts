import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { id, names } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { stockNear, whereaboutsOf, whereaboutsView } from '../parts/index.ts'
import { FOUND_BY, type Found, partsMeant } from './parts-meant.ts'

const query = z.object({
  q: z
    .string()
    .trim()
    .min(2)
    .max(200)
    .describe('a piece of a number, with or without dashes; words; a model; a symptom'),
  nearPlaceId: id.optional().describe('stock is told from there, the nearest first; absent: from your own station'),
})
const { waiting, coming } = whereaboutsView.shape
const foundPart = z.object({
  ...{ id, number: z.string(), name: names, unit: z.string(), isActive: z.boolean() },
  foundBy: z.enum(FOUND_BY),
  foundAs: names.nullable().describe('the model or the symptom it was found by'),
  ...{ onHand: z.number(), reserved: z.number(), free: z.number() },
  stock: z.array(
    z.object({
      ...{ placeId: id, place: z.string(), onHand: z.number(), reserved: z.number(), free: z.number() },
      km: z.number().nullable().describe('air line; null: unknown'),
    }),
  ),
  waiting: z.array(waiting.element.extend({ requestNumber: z.string().nullable(), customer: z.string().nullable() })),
  coming,
})
const view = z
  .object({ items: z.array(foundPart), corrected: z.object({ typed: z.string(), shown: z.string() }).nullable() })
  .meta({ id: 'PartSearch' })

interface PartRow {
  id: string
  number: string
  name: z.output<typeof names>
  unit: string
  isActive: boolean
}

/** Parts that are meant, and of each where it lies, who waits for it, and when more comes. */
async function searchParts(
  tx: Tx,
  actor: Actor,
  { q, nearPlaceId }: z.output<typeof query>,
): Promise<z.input<typeof view>> {
  const { found, corrected } = await partsMeant(tx, actor, q)
  const ids = found.map((one) => one.partId)
  const { rows } = await sql<PartRow>`select p.id, p.number, p.name, p.unit, p.is_active as "isActive" from parts.part p
    where p.id = any(${ids}::uuid[])`.execute(tx)
  const lying = await stockNear(tx, actor, ids, nearPlaceId)
  const { waiting, coming } = await whereaboutsOf(tx, actor, ids)
  const asked = await requestsOf(
    tx,
    actor,
    waiting.flatMap((one) => one.requestId ?? []),
  )
  const items = found.flatMap((one: Found) => {
    const part = rows.find((row) => row.id === one.partId)
    if (!part) return []
    const mine = <T extends { partId: string }>(list: readonly T[]) => list.filter((row) => row.partId === part.id)
    const stock = mine(lying)
    const sum = (of: 'onHand' | 'reserved' | 'free') => stock.reduce((all, row) => all + row[of], 0)
    return {
      ...part,
      ...{
        foundBy: one.foundBy,
        foundAs: one.foundAs,
        onHand: sum('onHand'),
        reserved: sum('reserved'),
        free: sum('free'),
      },
      stock,
      waiting: mine(waiting).map((row) => ({ ...row, ...(asked.get(row.requestId ?? '') ?? UNKNOWN) })),
      coming: mine(coming),
    }
  })
  return { items: corrected ? items : items.sort(byNumber(q)), corrected }
}

/** What is called exactly so comes first, what was found otherwise after what was found by its number, the rest as numbers count. */
const byNumber = (q: string) => (a: Rank, b: Rank) =>
  rank(a, q) - rank(b, q) || (a.foundBy === 'number' ? a.number.localeCompare(b.number, 'en', { numeric: true }) : 0)
type Rank = Pick<z.input<typeof foundPart>, 'number' | 'foundBy'>
const rank = ({ number, foundBy }: Rank, q: string) =>
  foundBy !== 'number' ? 2 : foldSerial(number) === foldSerial(q) ? 0 : 1

interface Asked {
  requestNumber: string | null
  customer: string | null
}
const UNKNOWN: Asked = { requestNumber: null, customer: null }

/** Whose job waits; of the requests the actor sees. */
async function requestsOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Map<string, Asked>> {
  if (ids.length === 0 || !can(actor, 'requests.read')) return new Map()
  const { rows } = await sql<
    Asked & { id: string }
  >`select r.id, r.number as "requestNumber", c.name as customer from requests.request r
    left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    where r.id = any(${[...new Set(ids)]}::uuid[]) and ${visibleTo(actor, 'r.station_id')}`.execute(tx)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

export const partSearchRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/part-search',
    needs: 'parts.read',
    summary: 'Which part is meant, where it lies (the nearest first), who waits for it, and when more comes',
    query,
    returns: view,
    handle: ({ tx, actor, query }) => searchParts(tx, actor, query),
  }),
]
