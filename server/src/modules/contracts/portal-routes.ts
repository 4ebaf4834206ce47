import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { paperAnswer } from '../../kit/pdf/index.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, day, id, names } from '../../kit/shapes.ts'
import { allowancesOf, linesOf } from './contract-page.ts'
import { contractVisible, findContract } from './contracts.ts'
import { contractPaper } from './paper.ts'
import { BILLINGS, CONTRACT_STATES, COVERS, LEVELS, PRODUCT_KINDS, UNITS } from './shapes.ts'

const portalContract = z
  .object({
    id,
    number: z.string(),
    status: z.enum(CONTRACT_STATES),
    startsOn: day,
    endsOn: day,
    currency: z.string(),
    totalMinor: z.string(),
    billing: z.enum(BILLINGS),
    lines: z.array(
      z.object({
        id,
        name: names,
        kind: z.enum(PRODUCT_KINDS),
        covers: z.array(z.enum(COVERS)),
        sharePct: z.number(),
        level: z.enum(LEVELS).nullable(),
        units: z.array(z.object({ assetId: id, serial: z.string(), model: names, startsOn: day, endsOn: day })),
      }),
    ),
    allowances: z.array(
      z.object({ lineId: id, unit: z.enum(UNITS), total: z.string(), left: z.string(), nextOn: day.nullable() }),
    ),
  })
  .meta({ id: 'PortalContract' })

/** What the customer has a right to, in the customer's words: cover, what is left, and when somebody comes next. */
async function show(tx: Tx, row: Awaited<ReturnType<typeof findContract>>) {
  const lines = await linesOf(tx, row.id)
  return {
    id: row.id,
    number: row.number ?? '',
    status: row.status,
    startsOn: row.starts_on,
    endsOn: row.cancelled_on ?? row.ends_on,
    currency: row.currency,
    totalMinor: row.total_minor,
    billing: row.billing,
    lines: lines.map(({ id: lineId, terms, covers }) => ({
      id: lineId,
      name: terms.name,
      kind: terms.kind,
      covers: terms.covers,
      sharePct: terms.sharePct,
      level: terms.level,
      units: covers,
    })),
    allowances: await allowancesOf(tx, [row.id]),
  }
}

async function own(tx: Tx, actor: Actor) {
  const rows = await tx
    .selectFrom('contracts.contract as c')
    .selectAll()
    .where(contractVisible(actor))
    .orderBy('c.ends_on', 'desc')
    .orderBy('c.id')
    .limit(100)
    .execute()
  const items = []
  for (const row of rows) items.push(await show(tx, row))
  return { items }
}

export const portalRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/portal/contracts',
    needs: 'customer',
    summary: 'The service contracts of the signed-in customer',
    returns: z.object({ items: z.array(portalContract) }),
    handle: ({ tx, actor }) => own(tx, actor),
  }),
  route({
    method: 'GET',
    path: '/portal/contracts/:id',
    needs: 'customer',
    summary: 'One of them',
    params: byId,
    returns: portalContract,
    handle: async ({ tx, actor, params }) => show(tx, await findContract(tx, actor, params.id)),
  }),
  route({
    method: 'GET',
    path: '/portal/contracts/:id/contract.pdf',
    needs: 'customer',
    summary: 'The contract on paper',
    params: byId,
    raw: true,
    handle: async ({ tx, services, actor, params, reply }) =>
      paperAnswer(reply, await contractPaper(tx, services, actor, params.id), 'contract.pdf'),
  }),
]
