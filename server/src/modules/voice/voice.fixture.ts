import { beforeAll, expect } from 'vitest'
import type { World } from '../../../test/harness.ts'
import type { Tx } from '../../kit/db.ts'
import { type Ground, makeGround, openOne } from '../requests/ground.fixture.ts'

const HOUR = 3_600_000

/** Customers of their own for each test (who was asked once is not asked again), and requests of theirs that were closed. */
export function useVoice(world: World) {
  const ground = {} as Ground
  beforeAll(async () => {
    Object.assign(ground, await makeGround(world))
  })
  const inTenant = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.services.db.tx(world.tenant.id, work)
  let people = 0
  const lastMail = () => `c${people}@example.com`
  /** A customer of their own for each test: who was asked once is not asked again. */
  async function customer(more: object = {}): Promise<string> {
    people += 1
    const made = await ground.desk.post('/customers', {
      kind: 'person',
      name: `Customer ${people}`,
      country: 'CN',
      phone: `+86138001${String(38000 + people)}`,
      email: `c${people}@example.com`,
      language: 'zh-CN',
      consents: [{ purpose: 'survey', granted: true, channel: 'phone', proof: 'said yes' }],
      ...more,
    })
    expect(made.status).toBe(201)
    return made.body.id
  }
  /** Opens, resolves and closes a repair of theirs; the reaction has run. */
  async function closed(customerId: string, more: object = {}) {
    const request = await openOne(ground, { customerId, assetId: undefined, stationId: ground.stationId, ...more })
    const shut = await ground.desk.put(`/requests/${request.id}/closure`, { code: 'solved_remotely' })
    expect(shut.status).toBe(200)
    await world.jobs()
    return request
  }
  async function callOf(requestId: string) {
    const { body } = await ground.desk.get(`/return-visits?filter[requestId]=${requestId}`)
    return body.items[0]
  }
  /** Some days later. */
  const makeDue = (id: string, hours = 1) =>
    inTenant((tx) =>
      tx
        .updateTable('voice.return_visit')
        .set({ due_at: new Date(Date.now() - hours * HOUR) })
        .where('id', '=', id)
        .execute(),
    )
  async function dueCall(more: object = {}) {
    const customerId = await customer(more)
    const request = await closed(customerId)
    const call = await callOf(request.id)
    await makeDue(call.id)
    return { customerId, request, id: call.id as string }
  }
  const mailTo = (subject: string) =>
    inTenant((tx) =>
      tx
        .selectFrom('kit.mail')
        .selectAll()
        .where('template', '=', 'survey-invitation')
        .where('to_address', '=', subject)
        .execute(),
    )
  const surveyOf = (requestId: string) =>
    inTenant((tx) => tx.selectFrom('voice.survey').selectAll().where('request_id', '=', requestId).executeTakeFirst())
  return { ground, inTenant, customer, closed, callOf, makeDue, dueCall, mailTo, surveyOf, lastMail }
}
