import { type ZodType, z } from 'zod'
import { listRoutes } from '../../kit/list/routes.ts'
import { problem } from '../../kit/problem.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { byId, day, id } from '../../kit/shapes.ts'
import { importReport } from '../../kit/tables/import-table.ts'
import { changeAccount, viewAccount } from './accounts.ts'
import { convert } from './exchange.ts'
import { enterRates, importRates } from './exchange-entry.ts'
import { addSetting, changeSetting, viewSetting } from './settings.ts'
import { exchangeRateList, roundingList, taxRateList } from './settings-lists.ts'
import {
  accountBody,
  accountView,
  conversionView,
  currency,
  exchangeRateBody,
  roundingBody,
  roundingPatch,
  roundingView,
  taxRateBody,
  taxRatePatch,
  taxRateView,
} from './settings-shapes.ts'
import { minor } from './shapes.ts'
import { addShippedRates } from './shipping-rates.ts'

const ofCustomer = z.object({ customerId: id })

type Body = Parameters<typeof addSetting>[3]
type Patch = Parameters<typeof changeSetting>[5]
interface Shapes {
  body: ZodType<Body>
  patch: ZodType<Patch>
  view: ZodType
}

/** What holds from a day on is added and corrected; bills already made keep theirs. */
const datedRoutes = (kind: 'tax_rate' | 'rounding_rule', path: string, what: string, shapes: Shapes): AnyRoute[] => [
  route({
    method: 'POST',
    path: `/${path}`,
    needs: 'billing.settings',
    summary: `Adds ${what} of a country, from a day on`,
    body: shapes.body,
    returns: shapes.view,
    handle: async ({ tx, actor, body }) => viewSetting(tx, kind, await addSetting(tx, actor, kind, body)),
  }),
  route({
    method: 'PATCH',
    path: `/${path}/:id`,
    needs: 'billing.settings',
    summary: `Corrects or ends ${what}; bills already made keep theirs`,
    params: byId,
    body: shapes.patch,
    returns: shapes.view,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeSetting(tx, actor, kind, params.id, ifMatch!, body)
      return viewSetting(tx, kind, params.id)
    },
  }),
]

/** By which rates and rules bills are calculated: data with a validity, entered by people. */
export const settingsRoutes: AnyRoute[] = [
  ...listRoutes(taxRateList),
  ...listRoutes(roundingList),
  ...listRoutes(exchangeRateList),
  ...datedRoutes('tax_rate', 'tax-rates', 'a tax rate', { body: taxRateBody, patch: taxRatePatch, view: taxRateView }),
  ...datedRoutes('rounding_rule', 'rounding-rules', 'a rounding rule', {
    body: roundingBody,
    patch: roundingPatch,
    view: roundingView,
  }),
  route({
    method: 'POST',
    path: '/tax-rates/shipped',
    needs: 'billing.settings',
    summary: 'Adds the tax rates that ship, to be confirmed; what the company has said is never touched',
    returns: z.object({ added: z.number() }),
    handle: async ({ tx, actor }) => ({ added: await addShippedRates(tx, actor) }),
  }),
  route({
    method: 'POST',
    path: '/exchange-rates',
    needs: 'billing.settings',
    summary: 'Enters exchange rates of days; entered again they are put right',
    body: z.object({ rates: z.array(exchangeRateBody).min(1).max(500) }),
    returns: z.object({ added: z.number(), changed: z.number() }),
    handle: ({ tx, actor, body }) => enterRates(tx, actor, body.rates),
  }),
  route({
    method: 'POST',
    path: '/exchange-rates/imports',
    needs: 'billing.settings',
    summary: 'Exchange rates from an uploaded CSV or XLSX file, or a dry run of it',
    body: z.object({ fileId: id, dryRun: z.boolean().default(true) }),
    returns: importReport,
    status: 200,
    handle: ({ tx, services, actor, body }) => importRates(tx, services, actor, body),
  }),
  route({
    method: 'GET',
    path: '/conversions',
    needs: 'billing.read',
    summary: 'An amount in another currency on a day, with the rates used',
    query: z.object({ minor, from: currency, to: currency, day }),
    returns: conversionView,
    handle: async ({ tx, query }) => {
      const { from, to, day: on } = query
      const made = await convert(tx, { minor: BigInt(query.minor), currency: from }, to, on)
      if (!made) throw problem('billing.no_rate', 409, { from, to })
      return made
    },
  }),
  route({
    method: 'GET',
    path: '/billing-accounts/:customerId',
    needs: 'billing.read',
    summary: 'How a customer is billed: VAT number, days to pay',
    params: ofCustomer,
    returns: accountView,
    handle: ({ tx, params }) => viewAccount(tx, params.customerId),
  }),
  route({
    method: 'PUT',
    path: '/billing-accounts/:customerId',
    needs: 'billing.invoice',
    summary: 'Says how a customer is billed; version 0 where nobody has yet',
    params: ofCustomer,
    body: accountBody,
    returns: accountView,
    edits: true,
    handle: async ({ tx, actor, params, body, ifMatch }) => {
      await changeAccount(tx, actor, params.customerId, ifMatch!, body)
      return viewAccount(tx, params.customerId)
    },
  }),
]
