import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { shareAsset } from '../assets/index.ts'
import { type NewCustomer, normalPhone, registerCustomer, shareCustomer } from '../parties/index.ts'
import type { Facts } from './intake-facts.ts'

export interface Beside {
  /** Registered when nobody by that number or address is known; null = the request stays without a customer. */
  newcomer: NewCustomer | null
  fileIds: readonly string[]
  stationId: string | null
}

/** Does what an intake needs beside the request itself, in the same change. */
export async function prepareBeside(
  call: { tx: Tx; actor: Actor; services: Services; now: Date },
  requestId: string,
  facts: Facts,
  beside: Beside,
): Promise<Facts> {
  const { tx, actor, services, now } = call
  let { customer } = facts
  if (!customer && beside.newcomer) {
    const id = await registerCustomer(tx, actor, services.db, beside.newcomer, now)
    customer = await tx
      .selectFrom('parties.customer')
      .select(['id', 'tier', 'country', 'time_zone as timeZone', 'language'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
      .then((row) => ({ ...row, isVisible: true, contactId: null }))
  }
  if (beside.stationId) {
    if (customer) await shareCustomer(tx, customer.id, beside.stationId)
    if (facts.asset) await shareAsset(tx, facts.asset.id, beside.stationId)
  }
  await attachFiles(tx, actor, beside.fileIds, {
    type: 'request',
    id: requestId,
    stationId: beside.stationId,
    isPublic: true,
  })
  return { ...facts, customer }
}

/** In E.164; a number without its country is one of the company's country. */
export async function phoneAsCalled(tx: Tx, path: string, typed: string, country?: string): Promise<string | null> {
  if (country || /^\s*[++]/.test(typed)) return normalPhone(path, typed, country ?? 'US') ?? null
  const company = await tx.selectFrom('kit.company').select('country').executeTakeFirstOrThrow()
  return normalPhone(path, typed, company.country) ?? null
}
