import type { Tx } from '../../kit/db.ts'
import { afterCommit, tenantOf } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'

const BEYOND = ['supplier', 'customer', 'scrap', 'count_difference', 'conversion', 'transit'] as const
type Beyond = (typeof BEYOND)[number]

/** The places beyond the shelves and the company as owner: every company has them, and they never change. */
export interface Ground {
  ownerId: string
  currency: string
  place: Record<Beyond, string>
}

const known = new Map<string, Ground>()

export async function groundOf(tx: Tx): Promise<Ground> {
  const tenantId = tenantOf(tx)
  const cached = known.get(tenantId)
  if (cached) return cached
  const ground = (await readGround(tx)) ?? (await layGround(tx))
  // Only what is durable is remembered: this transaction may still fail.
  afterCommit(tx, () => known.set(tenantId, ground))
  return ground
}

async function readGround(tx: Tx): Promise<Ground | null> {
  const owner = await tx
    .selectFrom('parts.owner')
    .select(['id', 'currency'])
    .where('code', '=', 'own')
    .executeTakeFirst()
  if (!owner) return null
  const rows = await tx
    .selectFrom('parts.place')
    .select(['id', 'kind'])
    .where('code', 'in', [...BEYOND])
    .execute()
  const place = Object.fromEntries(rows.map((row) => [row.kind, row.id])) as Record<Beyond, string>
  return { ownerId: owner.id, currency: owner.currency, place }
}

/** Two who begin at the same time make it once. */
async function layGround(tx: Tx): Promise<Ground> {
  const company = await tx.selectFrom('kit.company').select(['name', 'currency']).executeTakeFirstOrThrow()
  await tx
    .insertInto('parts.owner')
    .values({ id: newId(), kind: 'own', code: 'own', name: company.name, currency: company.currency })
    .onConflict((c) => c.columns(['tenant_id', 'code']).doNothing())
    .execute()
  await tx
    .insertInto('parts.place')
    .values(BEYOND.map((kind) => ({ id: newId(), code: kind, name: kind, kind })))
    .onConflict((c) => c.doNothing())
    .execute()
  return (await readGround(tx))!
}
