import type { Tx } from '../../kit/db.ts'
import { rewritableOneByOne } from '../../kit/housekeeping/reindex.ts'
import { forgetFindable, makeFindable } from '../../kit/search/find.ts'

/** Writes a customer's place in the search: names and places of all that belongs to it, its numbers and phones. */
export async function findableCustomer(tx: Tx, customerId: string): Promise<void> {
  const customer = await tx
    .selectFrom('parties.customer')
    .selectAll()
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  if (customer.merged_into || customer.erased_at) return forgetFindable(tx, 'customer', [customerId])
  const contacts = await tx
    .selectFrom('parties.contact')
    .select(['name', 'phone', 'email'])
    .where('customer_id', '=', customerId)
    .where('removed_at', 'is', null)
    .execute()
  const places = await tx
    .selectFrom('parties.address')
    .select(['city', 'district', 'line', 'label', 'is_primary'])
    .where('customer_id', '=', customerId)
    .where('removed_at', 'is', null)
    .execute()
  const station = await tx
    .selectFrom('parties.customer_station')
    .select('station_id')
    .where('customer_id', '=', customerId)
    .orderBy('since')
    .executeTakeFirst()
  const city = (places.find((one) => one.is_primary) ?? places[0])?.city
  await makeFindable(tx, {
    kind: 'customer',
    id: customerId,
    title: customer.name,
    subtitle: [customer.number, city].filter(Boolean).join(' · '),
    text: [
      customer.email,
      ...contacts.flatMap((one) => [one.name, one.email]),
      ...places.flatMap((one) => [one.label, one.city, one.district, one.line]),
    ]
      .filter(Boolean)
      .join(' '),
    codes: [
      customer.number,
      ...(customer.external_id ? [customer.external_id] : []),
      ...[customer, ...contacts].flatMap(phoneCodes),
    ],
    stationId: station?.station_id ?? null,
    updatedAt: customer.created_at,
  })
}

/** People know a number by its end: the last four digits up to the whole number without the country. */
function phoneCodes({ phone }: { phone: string | null }): string[] {
  if (!phone) return []
  const digits = phone.slice(1)
  return [digits, ...[4, 5, 6, 7, 8, 9, 10, 11].filter((n) => n < digits.length).map((n) => digits.slice(-n))]
}

rewritableOneByOne('customer', findableCustomer)
