import { localDay } from '@aftercare/rules'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { country, day } from '../../kit/shapes.ts'
import { publishedPricesOf } from './published.ts'
import { publishedPrices } from './shapes.ts'

const view = z
  .object({
    day,
    countries: z.array(z.string()).describe('where prices are published today'),
    list: publishedPrices.extend({ validFrom: day, validTo: day.nullable() }).nullable(),
  })
  .meta({ id: 'PublicPrices' })

/** What the company asks for its work, for everybody to read before they ask for any (服务价格公示). */
export const publicPriceRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/public/:company/prices',
    needs: 'public',
    summary: 'The published prices of a country today; without one, of the country of the company',
    params: z.object({ company: z.string().max(40) }),
    query: z.object({ country: country.optional() }),
    returns: view,
    ratePerMinute: 60,
    handle: ({ tx, query, now }) => pricesForAll(tx, query.country, now),
  }),
]

async function pricesForAll(tx: Tx, wanted: string | undefined, now: Date) {
  const company = await tx.selectFrom('kit.company').select(['country', 'time_zone']).executeTakeFirstOrThrow()
  const today = localDay(now.getTime(), company.time_zone)
  const inForce = await tx
    .selectFrom('billing.price_list')
    .select(['id', 'country', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('is_published', '=', true)
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .orderBy('country')
    .execute()
  const countries = inForce.map((one) => one.country)
  const shown = wanted ?? (countries.includes(company.country) ? company.country : countries[0])
  const [list] = shown ? await publishedPricesOf(tx, [shown], today) : []
  const of = inForce.find((one) => one.id === list?.listId)
  return { day: today, countries, list: list && of ? { ...list, validFrom: of.validFrom, validTo: of.validTo } : null }
}
