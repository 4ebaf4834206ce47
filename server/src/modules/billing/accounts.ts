import { isVatId, vatDigitsFit } from '@aftercare/rules'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { invalid, notFound, Problem } from '../../kit/problem.ts'
import type { accountBody } from './settings-shapes.ts'

export const DAYS_TO_PAY = 14

/** How a customer is billed; version 0 where nobody has said anything yet. */
export async function accountOf(tx: Tx, customerId: string) {
  const row = await tx
    .selectFrom('billing.account')
    .select(['vat_id as vatId', 'vat_country as vatCountry', 'days_to_pay as daysToPay', 'version'])
    .where('id', '=', customerId)
    .executeTakeFirst()
  return row ?? { vatId: null, vatCountry: null, daysToPay: DAYS_TO_PAY, version: 0 }
}

export async function viewAccount(tx: Tx, customerId: string) {
  const customer = await tx.selectFrom('parties.customer').select('id').where('id', '=', customerId).executeTakeFirst()
  if (!customer) throw notFound('customer')
  return { customerId, ...(await accountOf(tx, customerId)) }
}

export async function changeAccount(
  tx: Tx,
  actor: Actor,
  customerId: string,
  ifMatch: number,
  input: z.output<typeof accountBody>,
): Promise<void> {
  const before = await viewAccount(tx, customerId)
  const vatId = input.vatId?.replace(/[\s.-]/g, '').toUpperCase() ?? null
  if (vatId !== null && !isVatId(vatId)) throw invalid({ path: 'vatId', code: 'billing.vat_id' })
  if (vatId !== null && !vatDigitsFit(vatId)) throw invalid({ path: 'vatId', code: 'billing.vat_digits' })
  // Greek numbers begin with EL, the country is GR.
  const vatCountry = vatId === null ? null : vatId.slice(0, 2).replace('EL', 'GR')
  const patch = { vat_id: vatId, vat_country: vatCountry, days_to_pay: input.daysToPay }
  if (before.version !== 0) {
    const news = { type: 'billing_account.changed', subjectType: 'billing_account' }
    await edit(tx, actor, { table: 'billing.account', id: customerId, ifMatch, patch, news })
    return
  }
  const made = await tx
    .insertInto('billing.account')
    .values({ id: customerId, ...patch })
    .onConflict((c) => c.doNothing())
    .returning('version')
    .executeTakeFirst()
  if (!made || ifMatch !== 0) throw new Problem('conflict.version', 409, { values: { version: 1 }, changes: [] })
  const data = { vatId, daysToPay: input.daysToPay }
  const subject = { type: 'billing_account', id: customerId, version: 1 }
  await announce(tx, actor, { type: 'billing_account.added', subject, data })
}
