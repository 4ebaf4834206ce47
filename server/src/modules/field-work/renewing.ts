import { systemActor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import {
  findQuotation,
  isOver,
  linesOf,
  offerOf,
  quotationToken,
  sendQuotation,
  type WantedLine,
} from '../billing/index.ts'
import { quote } from './quoting.ts'

interface Call {
  tx: Tx
  services: Services
  now: Date
}

/**
 * An offer ran out and its customer still wants it: the same work at today's prices and by today's cover, sent at once. Where
 * a price was made by a person, a person makes the new one: the desk reads of it in the timeline.
 */
export async function renewQuotation({ tx, services, now }: Call, token: string): Promise<{ token: string | null }> {
  const offer = await offerOf({ tx, services, now }, token)
  if (!(await isOver({ tx, now }, offer))) throw problem('conflict.state', 409, { from: offer.status, to: 'renewed' })
  const { tenant_id } = await tx.selectFrom('kit.company').select('tenant_id').executeTakeFirstOrThrow()
  const actor = systemActor(tenant_id)
  const lines = await linesOf(tx, 'quotation_id', offer.id)
  await announce(
    tx,
    { ...actor, kind: 'customer', id: offer.customer_id },
    {
      type: 'quotation.renewed',
      subject: { type: 'quotation', id: offer.id, version: offer.version },
      threadId: offer.request_id,
      stationId: offer.station_id,
      isPublic: true,
      data: { number: offer.number },
    },
  )
  if (lines.some((line) => line.code === null || line.priceReason !== null)) return { token: null }
  const wanted = lines.map(
    ({ kind, code, quantity, isOptional }) => ({ kind, code: code!, quantity, isOptional }) as WantedLine,
  )
  const id = await quote(tx, services, actor, { requestId: offer.request_id, replacesId: offer.id, lines: wanted }, now)
  await sendQuotation(tx, actor, id, { by: 'mail' }, now)
  return { token: quotationToken(services.secret, await findQuotation(tx, actor, id)) }
}
