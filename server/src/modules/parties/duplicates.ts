import { foldText } from '@aftercare/words/fold'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { country, id } from '../../kit/shapes.ts'
import { foldedName } from './folded-name.ts'
import { findCustomer } from './lookup.ts'
import { normalEmail, normalPhone } from './reachability.ts'
import { customerVisible } from './visible.ts'

export const REASONS = ['phone', 'email', 'name_city', 'name', 'contact_phone', 'contact_email'] as const
type Reason = (typeof REASONS)[number]

/** How sure one reason alone makes us; several together leave less doubt than the best of them. */
const CERTAINTY: Record<Reason, number> = {
  phone: 0.7,
  email: 0.8,
  name_city: 0.6,
  name: 0.3,
  contact_phone: 0.4,
  contact_email: 0.4,
}

const lookalike = z.object({
  id,
  number: z.string(),
  name: z.string(),
  city: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export const duplicatesShape = z
  .object({
    items: z.array(lookalike.extend({ reasons: z.array(z.enum(REASONS)), score: z.number().describe('0 to 100') })),
  })
  .meta({ id: 'DuplicateCustomers' })
export const pairsShape = z
  .object({
    items: z.array(
      z.object({ one: lookalike, other: lookalike, reasons: z.array(z.enum(REASONS)), score: z.number() }),
    ),
  })
  .meta({ id: 'DuplicatePairs' })
export const lookalikeQuery = z.object({
  customerId: id.optional(),
  name: z.string().max(200).optional(),
  country: country.optional(),
  city: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
  email: z.string().max(254).optional(),
})

export function scoreOf(reasons: readonly Reason[]): number {
  return Math.round(100 * (1 - reasons.reduce((doubt, reason) => doubt * (1 - CERTAINTY[reason]), 1)))
}

interface Features {
  id: string | null
  nameFold: string | null
  cities: string[]
  phones: string[]
  emails: string[]
}

/** Who may be the same as this customer, or as one about to be taken in; with the reasons and how sure they make us. */
export async function lookalikes(tx: Tx, actor: Actor, query: z.output<typeof lookalikeQuery>) {
  const features = query.customerId ? await featuresOf(tx, actor, query.customerId) : featuresTyped(query)
  const { rows } = await sql<{ id: string; reason: Reason }>`
    select distinct found.id, found.reason from (${sql.join(searches(features), sql` union all `)}) found
    join parties.customer c on c.tenant_id = kit.tenant() and c.id = found.id and c.merged_into is null
    where found.id is distinct from ${features.id}::uuid and ${customerVisible(actor, 'c.id')}
      and not exists (select from parties.not_duplicate n where n.tenant_id = kit.tenant()
        and n.one_id = least(found.id, ${features.id}::uuid) and n.other_id = greatest(found.id, ${features.id}::uuid))
    limit 500`.execute(tx)
  const cities = new Set(features.cities.map(foldText))
  const described = await describe(tx, [...new Set(rows.map((row) => row.id))])
  const items = described.map(({ cities: theirs, ...one }) => {
    const reasons = rows
      .filter((row) => row.id === one.id)
      .map(({ reason }) =>
        reason === 'name' && theirs.some((city) => cities.has(foldText(city))) ? 'name_city' : reason,
      )
    return { ...one, reasons, score: scoreOf(reasons) }
  })
  return { items: items.sort((a, b) => b.score - a.score || a.number.localeCompare(b.number)).slice(0, 50) }
}

function searches({ nameFold, phones, emails }: Features): RawBuilder<unknown>[] {
  const of = (table: string, idColumn: string, column: string, values: string[], reason: Reason) =>
    sql`select ${sql.ref(idColumn)} as id, ${reason}::text as reason from ${sql.table(table)}
      where tenant_id = kit.tenant() and ${sql.ref(column)} = any(${values}::text[])`
  return [
    of('parties.customer', 'id', 'phone', phones, 'phone'),
    of('parties.customer', 'id', 'email', emails, 'email'),
    of('parties.customer', 'id', 'name_fold', nameFold ? [nameFold] : [], 'name'),
    of('parties.contact', 'customer_id', 'phone', phones, 'contact_phone'),
    of('parties.contact', 'customer_id', 'email', emails, 'contact_email'),
  ]
}

async function featuresOf(tx: Tx, actor: Actor, customerId: string): Promise<Features> {
  const customer = await findCustomer(tx, actor, customerId)
  const own = (table: 'parties.contact') =>
    tx
      .selectFrom(table)
      .select(['phone', 'email'])
      .where('customer_id', '=', customerId)
      .where('removed_at', 'is', null)
  const reach = [customer, ...(await own('parties.contact').execute())]
  const places = await tx
    .selectFrom('parties.address')
    .select('city')
    .where('customer_id', '=', customerId)
    .where('removed_at', 'is', null)
    .execute()
  return {
    id: customerId,
    nameFold: customer.name_fold ?? foldedName(customer.name),
    cities: places.flatMap((one) => one.city ?? []),
    phones: reach.flatMap((one) => one.phone ?? []),
    emails: reach.flatMap((one) => one.email ?? []),
  }
}

function featuresTyped(query: z.output<typeof lookalikeQuery>): Features {
  const phone = query.phone ? normalPhone('phone', query.phone, query.country ?? 'CN') : null
  const email = normalEmail(query.email)
  return {
    id: null,
    nameFold: query.name ? foldedName(query.name) : null,
    cities: query.city ? [query.city] : [],
    phones: phone ? [phone] : [],
    emails: email ? [email] : [],
  }
}

async function describe(tx: Tx, ids: string[]) {
  if (ids.length === 0) return []
  const { rows } = await sql<{
    id: string
    number: string
    name: string
    phone: string | null
    email: string | null
    cities: string[]
  }>`
    select c.id, c.number, c.name, c.phone, c.email,
      array(select a.city from parties.address a where a.tenant_id = c.tenant_id and a.customer_id = c.id
        and a.city is not null and a.removed_at is null order by a.is_primary desc, a.id) as cities
    from parties.customer c where c.tenant_id = kit.tenant() and c.id = any(${ids}::uuid[])`.execute(tx)
  return rows.map((row) => ({ ...row, city: row.cities[0] ?? null }))
}

/** Pairs across the whole register that share a phone, an e-mail or a name in one city: the desk's list to clean up. */
export async function duplicatePairs(tx: Tx, actor: Actor) {
  const { rows } = await sql<{ one: string; other: string; reasons: Reason[] }>`
    with pair as (${sql.join((['phone', 'email', 'name_fold'] as const).map(pairsBy), sql` union all `)})
    select one, other, array_agg(distinct reason) as reasons from pair
    where ${customerVisible(actor, 'pair.one')} and ${customerVisible(actor, 'pair.other')}
      and not exists (select from parties.not_duplicate n where n.tenant_id = kit.tenant()
        and n.one_id = least(one, other) and n.other_id = greatest(one, other))
    group by one, other limit 200`.execute(tx)
  const known = new Map(
    (
      await describe(
        tx,
        rows.flatMap((row) => [row.one, row.other]),
      )
    ).map((one) => [one.id, one]),
  )
  const items = rows.map((row) => {
    const one = known.get(row.one)!
    const other = known.get(row.other)!
    const sameCity = one.cities.some((city) => other.cities.some((theirs) => foldText(city) === foldText(theirs)))
    const reasons = row.reasons.map((reason) => (reason === 'name' && sameCity ? 'name_city' : reason))
    return { one, other, reasons, score: scoreOf(reasons) }
  })
  const likely = items.filter((pair) => pair.score > CERTAINTY.name * 100)
  return { items: likely.sort((a, b) => b.score - a.score).slice(0, 100) }
}

function pairsBy(column: 'phone' | 'email' | 'name_fold') {
  const reason: Reason = column === 'name_fold' ? 'name' : column
  const key = sql.ref(column)
  return sql`(select a.id as one, b.id as other, ${reason}::text as reason from parties.customer a
    join parties.customer b on b.tenant_id = a.tenant_id and b.${key} = a.${key} and b.id > a.id and b.merged_into is null
    where a.tenant_id = kit.tenant() and a.merged_into is null and a.${key} is not null limit 300)`
}

/** Notes that two who look alike are two people, so that they are not offered again. */
export async function keepApart(tx: Tx, actor: Actor, id: string, otherId: string, now: Date): Promise<void> {
  await findCustomer(tx, actor, id)
  await findCustomer(tx, actor, otherId)
  const [one, other] = [id, otherId].sort() as [string, string]
  await tx
    .insertInto('parties.not_duplicate')
    .values({ one_id: one, other_id: other, at: now, by_person: actor.kind === 'person' ? actor.id : null })
    .onConflict((c) => c.doNothing())
    .execute()
}
