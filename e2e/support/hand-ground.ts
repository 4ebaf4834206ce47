import { randomUUID } from 'node:crypto'
import { type Api, signIn } from './a-job.ts'
import { zoneOfForenoon } from './forenoon.ts'

const PASSWORD = 'a good long password'

/** In the demo company: a technician with a van, a visit at an air conditioner with drawings, one at a car with a meter, and a job offered. */
export interface HandGround {
  url: string
  admin: Api
  email: string
  password: string
  cooler: HandJob
  car: HandJob
  /** Books what is left of a job for the same technician. */
  bookAgain(orderId: string, minutesFromNow: number): Promise<string>
}
export interface HandJob {
  visitId: string
  orderId: string
  serial: string
}
interface Technician {
  email: string
  id: string
  stationId: string
  api: Api
}
type Cli = (...args: string[]) => unknown

export async function handGround(url: string, cli: Cli, language = 'en'): Promise<HandGround> {
  const admin = await signIn(url, 'admin@meridian.example', 'aftercare-demo')
  const technician = await newTechnician(url, cli, admin, { name: 'Wilhelmina Vandenberghe', language })
  await fillVan(admin, technician)
  await listForCars(admin)
  const cooler = await jobOn(admin, technician, { model: 'BREEZE-26', minutes: 5, words: LONG_WORDS })
  const car = await jobOn(admin, technician, { model: CAR, minutes: 70, words: 'Noise from the front left' })
  await askedByColleague(
    await newTechnician(url, cli, admin, { name: 'Bartholomew Featherstone', language }),
    admin,
    technician,
  )
  const { email, id } = technician
  return {
    ...{ url, admin, email, password: PASSWORD, cooler, car },
    bookAgain: (orderId, minutes) => book(admin, orderId, id, minutes),
  }
}

async function newTechnician(
  url: string,
  cli: Cli,
  admin: Api,
  { name, language }: { name: string; language: string },
): Promise<Technician> {
  const { person: known } = await (await signIn(url, 'tech@meridian.example', 'aftercare-demo'))('GET', '/session')
  const stationId = (await admin('GET', `/people/${known.id}`)).roles[0].stationId as string
  const station = await admin('GET', `/stations/${stationId}`)
  const email = `${name.split(' ')[0]!.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`
  cli(
    ...['user', 'add', '--email', email, '--name', name, '--role', 'technician'],
    ...['--station', station.number, '--language', language, '--password', PASSWORD],
  )
  const api = await signIn(url, email, PASSWORD)
  const { person } = await api('GET', '/session')
  // Where it is forenoon all visits of the next hours are of one day.
  await admin(
    'PATCH',
    `/people/${person.id}`,
    { timeZone: zoneOfForenoon(new Date()) },
    { 'if-match': `"${person.version}"` },
  )
  return { email, id: person.id, stationId, api }
}

const CAR = 'LUMO-E5'
const LONG_WORDS =
  'Outdoor unit vibrates and drips onto the neighbour’s balcony; the remote control answers only sometimes.'

type Job = { model: string; minutes: number; words: string }

async function jobOn(admin: Api, { id, stationId }: Technician, { model, minutes, words }: Job): Promise<HandJob> {
  const { items: models } = await admin('GET', `/models?filter[code]=${model}`)
  const { items } = await admin('GET', `/assets?filter[modelId]=${models[0].id}&filter[saleCountry]=CN&limit=50`)
  const { serial, id: assetId, customerId } = await withoutRecall(admin, items)
  if (model === CAR) await admin('POST', `/assets/${assetId}/meter-readings`, { kind: 'km', value: 90_000 })
  const asked = { words, language: 'en', stationId, assetId, customerId }
  const request = await admin('POST', '/requests', asked, { 'idempotency-key': randomUUID() })
  const bring = 'Ladder, vacuum pump, two metres of drain hose 16 mm'
  const order = await admin('POST', '/work-orders', { requestId: request.id, plannedMinutes: 60, instructions: bring })
  return { visitId: await book(admin, order.id, id, minutes), orderId: order.id, serial }
}

/** The walk ends its jobs without a word about a recall: the demo company has some open. */
async function withoutRecall(admin: Api, items: { id: string; serial: string; customerId: string | null }[]) {
  for (const one of items) {
    if (!one.customerId) continue
    const { items: recalls } = await admin('GET', `/assets/${one.id}/recalls`)
    if (!recalls.some(({ isOpen }: { isOpen: boolean }) => isOpen)) return one
  }
  throw new Error('a recall is open on every product')
}

async function book(admin: Api, workOrderId: string, technicianId: string, minutes: number): Promise<string> {
  const start = new Date(Date.now() + minutes * 60_000).toISOString()
  const booking = { workOrderId, technicianId, start, minutes: 60, overrideReason: 'Urgent' }
  return (await admin('POST', '/visits', booking)).id
}

/** With the meter to be read. */
async function listForCars(admin: Api): Promise<void> {
  const { items: models } = await admin('GET', `/models?filter[code]=${CAR}`)
  const { familyId } = models[0]
  const { items: lists } = await admin('GET', '/checklists')
  if (
    lists.some((one: { familyId: string | null; kind: string }) => one.familyId === familyId && one.kind === 'repair')
  )
    return
  const kilometres = { en: 'Kilometres on the meter', 'zh-CN': '里程表读数', 'zh-TW': '里程表讀數' }
  const before = { en: 'Photo before the work', 'zh-CN': '维修前照片', 'zh-TW': '維修前照片' }
  const items = [
    { key: 'km', label: kilometres, group: 'measurement', type: 'number', unit: 'km', meter: 'km', required: true },
    { key: 'photo_before', label: before, group: 'work', type: 'photo', required: true },
  ]
  await admin('POST', '/checklists', {
    name: { en: 'Car', 'zh-CN': '汽车', 'zh-TW': '汽車' },
    kind: 'repair',
    familyId,
    items,
  })
}

async function fillVan(admin: Api, { id: personId }: Technician): Promise<void> {
  const code = `V-${randomUUID().slice(0, 6)}`
  const van = await admin('POST', '/stock-places', { code, name: 'Service van Pudong 7', kind: 'van', personId })
  const lines = []
  for (const number of ['AC-FAN-03', 'AC-SEN-07', 'SAFE-BRK-01']) {
    const { items } = await admin('GET', `/parts?filter[number]=${number}`)
    const serials = number === 'SAFE-BRK-01' ? [`PS${Date.now()}`] : undefined
    // What its maker does not know is not taken in.
    if (serials) await admin('POST', '/maker-issues', { issues: [{ part: number, serial: serials[0], maker: 'Acme' }] })
    lines.push({ partId: items[0].id, quantity: serials ? 1 : 4, costMinor: '2000', ...(serials && { serials }) })
  }
  await admin('POST', '/stock-documents', { kind: 'receipt', placeId: van.id, lines })
}

/** Somebody else of the station hands a job over, and waits for an answer. */
async function askedByColleague(colleague: Technician, admin: Api, { id: toId }: Technician) {
  const { visitId } = await jobOn(admin, colleague, {
    model: 'BREEZE-26',
    minutes: 90,
    words: 'Leaks at the indoor unit',
  })
  const said = { reason: 'no_time', done: 'Drain hose cleaned', left: 'Refill and test run with the customer', toId }
  await colleague.api('PUT', `/visits/${visitId}/handing-over/${randomUUID()}`, {
    ...said,
    at: new Date().toISOString(),
  })
}
