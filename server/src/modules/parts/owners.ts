import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { boolColumn, choice, defineList, numberColumn, text } from '../../kit/list/definition.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { id, line } from '../../kit/shapes.ts'
import { groundOf } from './ground.ts'

export const OWNER_KINDS = ['own', 'supplier', 'customer'] as const
/** The company itself and its customers' old parts: the ledger finds them by their codes. */
const FIXED = ['own', 'customers']
const IS_FIXED = sql<boolean>`code = any(${FIXED}::text[])`

export const ownerBody = z.object({
  code: line,
  name: line,
  kind: z
    .enum(OWNER_KINDS)
    .describe('own: a company of ours, whose stock is valued; of others only the quantity is kept'),
})
export const ownerPatch = ownerBody.pick({ code: true, name: true }).partial()
export const ownerView = z
  .object({
    id,
    code: z.string(),
    name: z.string(),
    kind: z.enum(OWNER_KINDS),
    isFixed: z.boolean().describe('the company itself, and its customers’ old parts: they keep their codes'),
    version: z.number(),
  })
  .meta({ id: 'StockOwner' })

export const ownerList = defineList({
  name: 'stock_owners',
  words: 'parts',
  path: '/stock-owners',
  needs: 'parts.read',
  summary: 'Whose stock lies here: ours, sister companies’, suppliers’ on consignment, customers’',
  // One look at all balances for all owners; nearly all of them are of the company itself, and nobody asks how many those are.
  from: `parts.owner o left join (select b.owner_id, count(distinct b.part_id)::int as parts from parts.balance b
    where b.tenant_id = kit.tenant() and b.on_hand <> 0 and b.owner_id <> (select w.id from parts.owner w where w.tenant_id = kit.tenant() and w.code = 'own')
    group by 1) s on s.owner_id = o.id`,
  id: 'o.id',
  visible: () => sql<boolean>`true`,
  subject: 'stock_owner',
  columns: {
    code: text('o.code', { sortable: true }),
    owner: text('o.name', { sortable: true, words: 'parts:ownerName' }),
    ownerKind: choice('o.kind', OWNER_KINDS),
    ownedParts: numberColumn("case when o.code <> 'own' then coalesce(s.parts, 0) end", { nullable: true }),
    isCompany: boolColumn("(o.code = 'own')"),
  },
  sort: 'owner',
})

/** Valued or not is decided once: what lies there of an owner was booked by it, so its kind stays. */
export async function addOwner(tx: Tx, actor: Actor, body: z.output<typeof ownerBody>) {
  const { currency } = await groundOf(tx)
  mustNotBeFixed(body.code)
  const ownerId = newId()
  await tx
    .insertInto('parts.owner')
    .values({ ...body, id: ownerId, currency })
    .execute()
  await announce(tx, actor, {
    type: 'stock_owner.added',
    subject: { type: 'stock_owner', id: ownerId, version: 1 },
    data: { code: body.code, name: body.name },
  })
  return viewOwner(tx, ownerId)
}

export async function changeOwner(
  tx: Tx,
  actor: Actor,
  ownerId: string,
  ifMatch: number,
  body: z.output<typeof ownerPatch>,
) {
  const { isFixed, code } = await viewOwner(tx, ownerId)
  if (body.code && body.code !== code) {
    if (isFixed) throw invalid({ path: 'code', code: 'parts.fixed_owner' })
    mustNotBeFixed(body.code)
  }
  await edit(tx, actor, {
    ...{ table: 'parts.owner', id: ownerId, ifMatch, patch: { code: body.code, name: body.name } },
    news: { type: 'stock_owner.changed', subjectType: 'stock_owner', data: { name: body.name } },
  })
  return viewOwner(tx, ownerId)
}

function mustNotBeFixed(code: string): void {
  if (FIXED.includes(code)) throw invalid({ path: 'code', code: 'parts.fixed_owner' })
}

export async function viewOwner(tx: Tx, ownerId: string) {
  const row = await tx
    .selectFrom('parts.owner')
    .select(['id', 'code', 'name', 'kind', 'version', IS_FIXED.as('isFixed')])
    .where('id', '=', ownerId)
    .executeTakeFirst()
  if (!row) throw notFound('stock_owner')
  return { ...row, kind: row.kind as (typeof OWNER_KINDS)[number] }
}
