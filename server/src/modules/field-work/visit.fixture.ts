import { createHash } from 'node:crypto'
import { signedText } from '@aftercare/rules'
import type { Client, World } from '../../../test/harness.ts'
import { PNG, sentFile } from '../../../test/upload.ts'
import { newId } from '../../kit/ids.ts'
import { at as hour, makePlan, monday, type Plan } from '../dispatch/plan.fixture.ts'

export const version = (n: number) => ({ 'if-match': `"${n}"` })
export const day = monday
export const now = () => new Date().toISOString()

export interface Job {
  plan: Plan
  technician: Client
  manager: Client
  listId: string
  assetId: string
  visitId: string
  requestId: string
}

/** A published list, an air conditioner under the maker's warranty for parts and labour, and a visit booked to it. */
export async function makeJob(world: World, sold = '2026-03-01'): Promise<Job> {
  const plan = await makePlan(world)
  const manager = await world.tenant.as('service_manager')
  const listId = await publishList(manager)
  const assetId = await makeAsset(plan, manager, sold)
  const personId = await plan.technician()
  const technician = await world.tenant.as('technician', { personId, stationId: plan.stationId })
  const { visitId, requestId } = await bookVisit(plan, personId, assetId, 10)
  return { plan, technician, manager, listId, assetId, visitId, requestId }
}

export async function publishList(manager: Client, more: object = {}): Promise<string> {
  const list = ok(
    await manager.post('/price-lists', {
      name: 'China 2026',
      country: 'CN',
      currency: 'CNY',
      taxBp: 1300,
      taxIncluded: true,
      validFrom: '2026-01-01',
      ...more,
    }),
  )
  const prices = [
    ['labour', 'LAB', 'hour', '12000', 'Labour', '工时'],
    ['travel', 'TRV', 'visit', '8000', 'Travel', '上门费'],
    ['part', 'CAP-35', 'piece', '4550', 'Capacitor 35 µF', '电容 35 µF'],
  ] as const
  for (const [kind, code, unit, minor, en, cn] of prices)
    ok(await manager.post('/prices', { listId: list.id, kind, code, unit, minor, name: { en, 'zh-CN': cn } }))
  ok(await manager.put(`/price-lists/${list.id}/publication`, {}, version(list.version)))
  return list.id
}

async function makeAsset(plan: Plan, manager: Client, sold: string): Promise<string> {
  const family = ok(
    await manager.post('/families', { code: `AC-${newId()}`, name: { en: 'AC' }, productClass: 'industrial' }),
  )
  const model = ok(await manager.post('/models', { familyId: family.id, code: `E5-${newId()}`, name: { en: 'E5' } }))
  for (const covers of ['part', 'labour'])
    ok(await manager.post(`/models/${model.id}/terms`, { covers, months: 24, startsFrom: 'sale' }))
  const asset = { serial: `SN${newId().slice(-12)}`, modelId: model.id, customerId: plan.customerId, saleCountry: 'CN' }
  return ok(
    await plan.desk.post('/assets', {
      ...asset,
      buyerKind: 'business',
      soldOn: sold,
      deliveredOn: sold,
      installedOn: sold,
    }),
  ).id
}

export async function bookVisit(plan: Plan, technicianId: string, assetId: string, start: number) {
  const request = await plan.request({ assetId })
  const order = ok(await plan.dispatcher.post('/work-orders', { requestId: request.id, plannedMinutes: 60 }))
  const visit = ok(await plan.dispatcher.post('/visits', { workOrderId: order.id, technicianId, start: hour(start) }))
  return { visitId: visit.id as string, requestId: request.id, orderId: order.id as string }
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
export function ok(answer: { status: number; body: any }): any {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

export const visitOf = async (client: Client, id: string) => ok(await client.get(`/visits/${id}`))

export async function goTo(job: Pick<Job, 'technician' | 'visitId'>, ...states: string[]): Promise<void> {
  for (const status of states) {
    const visit = await visitOf(job.technician, job.visitId)
    ok(await job.technician.put(`/visits/${job.visitId}/status`, { status, at: now() }, version(visit.version)))
  }
}

export const sentPhoto = (who: Client) => sentFile(who, 'photo', { name: 'x.png', type: 'image/png', content: PNG })

/** What the phone hashes: built from the visit as the API shows it. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads any answer
export function hashOf(visit: any): string {
  const text = signedText({
    visit: visit.number,
    customer: visit.customer.name,
    product: visit.asset?.serial ?? null,
    findings: visit.report.findings,
    workDone: visit.report.workDone,
    currency: visit.price.currency,
    lines: visit.lines,
    totalMinor: visit.price.full.total,
    customerMinor: visit.price.payable,
  })
  return createHash('sha256').update(text).digest('hex')
}

const TICKS = ['card', 'shoe_covers', 'power_off', 'mat', 'test_run', 'clean_up', 'gift']
export const allTicks = Object.fromEntries(TICKS.map((key) => [key, { value: true }]))

/** The whole work up to the signature: report, lines, photos. */
export async function work(job: Job): Promise<void> {
  const { technician, visitId } = job
  await goTo(job, 'en_route', 'on_site', 'working')
  const before = await visitOf(technician, visitId)
  const report = { answers: allTicks, findings: 'Capacitor is swollen', workDone: 'Capacitor replaced' }
  ok(await technician.put(`/visits/${visitId}/report`, report, version(before.report.version)))
  for (const line of [
    {
      kind: 'part',
      code: 'CAP-35',
      quantity: '1',
      component: 'capacitor',
      partSerial: `P${newId().slice(-8)}`,
      replaceReason: 'damaged',
    },
    { kind: 'labour', code: 'LAB', quantity: '1.5' },
    { kind: 'travel', code: 'TRV', quantity: '1' },
  ])
    ok(await technician.put(`/visits/${visitId}/lines/${newId()}`, line))
  for (const kind of ['before', 'after']) {
    const fileId = await sentPhoto(technician)
    const photo = { fileId, kind, checklistKey: `photo_${kind}`, takenAt: now() }
    ok(await technician.put(`/visits/${visitId}/photos/${newId()}`, photo))
  }
}

export async function signed(job: Job): Promise<void> {
  const visit = await visitOf(job.technician, job.visitId)
  const fileId = await sentPhoto(job.technician)
  const body = { fileId, name: '李伟', role: 'owner', at: now(), hash: hashOf(visit) }
  ok(await job.technician.put(`/visits/${job.visitId}/signature`, body))
}
