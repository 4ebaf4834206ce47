import type { Client, World } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { type Job, makeJob, ok, publishList, version } from '../field-work/visit.fixture.ts'

export interface Till {
  job: Job
  /** Issues, credits and refunds. */
  manager: Client
  desk: Client
}

/** A company with a published list and a customer. */
export async function makeTill(world: World): Promise<Till> {
  const job = await makeJob(world, '2020-01-01')
  return { job, manager: job.manager, desk: job.plan.desk }
}

export const WORK = [
  { kind: 'labour', code: 'LAB', quantity: '1.5' },
  { kind: 'part', code: 'CAP-35', quantity: '1' },
]

/** A draft for the customer without a visit: every test may have as many as it likes. */
export async function draft(till: Till, lines: object[] = WORK, more: object = {}) {
  const { customerId, stationId } = till.job.plan
  return ok(await till.manager.post('/invoices/free', { customerId, stationId, lines, ...more }))
}

export async function issued(till: Till, lines: object[] = WORK, more: object = {}) {
  const made = await draft(till, lines, more)
  return ok(await till.manager.put(`/invoices/${made.id}/issue`, {}, version(made.version)))
}

export const pay = (till: Till, id: string, minor: string, more: object = {}) =>
  till.desk.post(`/invoices/${id}/payments`, { method: 'transfer', minor, ...more }, { 'idempotency-key': newId() })

export const credit = (till: Till, id: string, body: object = {}) =>
  till.manager.post(`/invoices/${id}/credit-notes`, { reason: 'wrong_price', ...body }, { 'idempotency-key': newId() })

export { ok, publishList, version }
