import { travelMs } from '@aftercare/dispatch'
import { type Book, calendarOf, deadlines, later, readPriority, writeClocks } from './book.ts'
import type { Catalogue } from './catalogue.ts'
import type { Asset, Customer } from './customers.ts'
import { Diary } from './diary.ts'
import { FAULTS, type Fault } from './faults.ts'
import type { Organisation, Technician } from './organisation.ts'
import { writeVisit } from './visits.ts'
import { writeVoice } from './voice.ts'

export interface Story {
  id: string
  number: string
  kind: string
  customer: Customer
  asset: Asset
  fault: Fault | null
  openedAt: Date
  language: string
  covered: boolean
  priority: string
}

const KINDS = [
  ['repair', 70],
  ['maintenance', 14],
  ['installation', 7],
  ['question', 6],
  ['complaint', 3],
] as const
const CHANNELS = [
  ['phone', 46],
  ['qr', 24],
  ['portal', 18],
  ['messaging', 6],
  ['field', 3],
  ['api', 3],
] as const
const WORDS: Record<string, { 'zh-CN': string; en: string }> = {
  maintenance: { 'zh-CN': '想预约一次保养', en: 'Please book the yearly maintenance' },
  installation: { 'zh-CN': '新机到货，请安排安装', en: 'The new unit has arrived, please install it' },
  question: { 'zh-CN': '请问滤网多久清洗一次？', en: 'How often should the filter be cleaned?' },
  complaint: { 'zh-CN': '上次维修后问题又出现了，希望尽快处理', en: 'The problem came back after the last repair' },
}
const months = (asset: Asset) => ({ CAR: 48, AC: 36, COMP: 12 })[asset.model.family] ?? 12

export interface World {
  book: Book
  organisation: Organisation
  catalogue: Catalogue
  customers: Customer[]
  now: Date
  diary: Diary
}

/** Two years of requests: most of them long closed, the last days in every state a desk knows. */
export function writeHistory(world: Omit<World, 'diary'>, count: number): void {
  const { book, now } = world
  const diary = new Diary(world.organisation.technicians)
  const owners = world.customers.filter((one) => one.assets.length > 0)
  const times = Array.from({ length: count }, () => {
    // A little more each month, and summer is the season of air conditioners.
    // The last two days are told in full: that is what the desk looks at.
    const age = book.dice.chance(0.02) ? 1.8 * book.dice.next() : 730 * (1 - Math.sqrt(book.dice.next()))
    return new Date(now.getTime() - age * 864e5)
  }).sort((a, b) => a.getTime() - b.getTime())
  const first = world.organisation.technicians[0]!
  const air = owners.filter((one) => one.station.id === first.station.id && one.assets.some(isAir))
  // Not across the whole city in one day.
  const near = air.toSorted((a, b) => wayTo(first, a) - wayTo(first, b)).slice(0, 12)
  times.forEach((openedAt, index) => {
    // The documented technician has a day of his own: the last four live where he works.
    const mine = index >= times.length - 4
    const customer = book.dice.pick(mine ? near : owners)
    const asset = mine ? customer.assets.find(isAir)! : book.dice.pick(customer.assets)
    book.apart(() => {
      if (mine || asset.deliveredOn <= openedAt) writeRequest({ ...world, diary }, customer, asset, openedAt, mine)
    })
  })
}

const isAir = (asset: Asset) => asset.model.family === 'AC'
const wayTo = ({ station }: Technician, to: Customer) => travelMs(station.place, to) ?? 0

function writeRequest(world: World, customer: Customer, asset: Asset, opened: Date, mine: boolean): void {
  const { book, organisation, now } = world
  const { dice } = book
  const openedAt = mine ? later(now, -dice.int(1000, 2600)) : opened
  const kind = mine ? 'repair' : dice.weighted(KINDS)
  const fault = kind === 'repair' || kind === 'complaint' ? dice.pick(FAULTS[asset.model.family]!) : null
  const language = customer.language
  const text = fault
    ? dice.pick(fault.words[language === 'zh-CN' ? 'zh-CN' : 'en'])
    : WORDS[kind]![language === 'zh-CN' ? 'zh-CN' : 'en']
  const covered = (openedAt.getTime() - asset.deliveredOn.getTime()) / 864e5 < months(asset) * 30.4
  const reading = readPriority(
    customer.kind === 'organisation' ? dice.int(1, 2) : dice.int(2, 3),
    fault ? dice.int(1, 3) : 3,
    fault?.safety ?? false,
  )
  const story: Story = {
    id: dice.id(openedAt),
    number: book.number('SR', openedAt),
    kind,
    customer,
    asset,
    fault,
    openedAt,
    language,
    covered,
    priority: reading.priority,
  }
  const age = (now.getTime() - openedAt.getTime()) / 864e5
  const desk = dice.pick(organisation.desk.filter((one) => one.country === customer.place.country))
  const calendar = calendarOf(organisation.calendars.get(customer.place.zone)!)
  const due = deadlines({ openedAt, priority: reading.priority, calendar }, now)
  const ending = mine ? 'scheduled' : kept(world, endingOf(world, kind, age), due)
  const respondedAt =
    ending === 'new'
      ? null
      : before(
          now,
          later(
            openedAt,
            dice.weighted([
              [dice.int(2, 25), 7],
              [dice.int(30, 240), 3],
              [dice.int(300, 1500), 1],
            ]),
          ),
        )
  const visits =
    needsVisit(kind) && ending !== 'new' && ending !== 'triaged' && ending !== 'cancelled'
      ? writeVisit(world, story, ending, respondedAt!, mine)
      : null
  // A visit whose slot lies ahead keeps its request open.
  const status = visits?.status ?? ending
  const resolvedAt =
    status === 'closed' || status === 'resolved'
      ? (visits?.finishedAt ?? before(now, later(respondedAt!, dice.int(20, 2000))))
      : null
  const closedAt =
    status === 'closed'
      ? before(now, later(resolvedAt!, dice.int(600, 4000)))
      : status === 'cancelled'
        ? before(now, later(openedAt, dice.int(60, 2000)))
        : null
  const pauses =
    status === 'waiting'
      ? [{ reason: 'customer_chosen_date', fromAt: later(respondedAt!, 30).getTime(), toAt: null }]
      : []
  const nextDue = writeClocks(
    book,
    { id: story.id, openedAt, priority: reading.priority, calendar, pauses },
    { respond: respondedAt, end: resolvedAt },
    now,
    status === 'cancelled' ? closedAt : null,
  )
  const stationId = ending === 'new' ? null : customer.station.id
  book.add('requests.request', {
    id: story.id,
    number: story.number,
    kind,
    channel: dice.weighted(CHANNELS),
    status,
    title: text,
    customer_id: customer.id,
    contact_id: customer.contactId,
    asset_id: asset.id,
    address_id: customer.addressId,
    station_id: stationId,
    owner_id: ending === 'new' ? null : desk.id,
    priority: reading.priority,
    impact: reading.impact,
    urgency: reading.urgency,
    is_safety: fault?.safety ?? false,
    symptom_code: fault?.code ?? null,
    cover_outcome: covered ? (asset.model.family === 'COMP' ? 'partly' : 'covered') : 'not_covered',
    country: customer.place.country,
    time_zone: customer.place.zone,
    language,
    calendar_id: calendar.id,
    opened_at: openedAt.toISOString(),
    first_reply_at: respondedAt?.toISOString() ?? null,
    resolved_at: resolvedAt?.toISOString() ?? null,
    closed_at: closedAt?.toISOString() ?? null,
    closure_code: status === 'closed' ? 'done' : null,
    hold_reason: status === 'waiting' ? 'customer_chosen_date' : null,
    reopened: status === 'closed' && dice.chance(0.02) ? 1 : 0,
    next_due_at: nextDue?.toISOString() ?? null,
  })
  for (const pause of pauses)
    book.add('requests.pause', {
      id: dice.id(openedAt),
      request_id: story.id,
      reason: pause.reason,
      from_at: new Date(pause.fromAt).toISOString(),
      to_at: null,
      by_person: desk.id,
    })
  book.add('requests.verbatim', {
    id: dice.id(openedAt),
    request_id: story.id,
    text,
    language,
    channel: 'phone',
    at: openedAt.toISOString(),
    said_by: customer.name,
    taken_by: desk.id,
  })
  book.add('requests.reading', {
    request_id: story.id,
    version: 1,
    summary: text,
    symptom_code: fault?.code ?? null,
    component: fault?.component ?? null,
    impact: reading.impact,
    urgency: reading.urgency,
    is_safety: fault?.safety ?? false,
    priority: reading.priority,
    priority_reasons: reading.reasons,
    at: openedAt.toISOString(),
    by_person: desk.id,
  })
  writeEvents(world, story, { desk, respondedAt, resolvedAt, closedAt, ending: status, stationId })
  if (visits?.finishedAt && closedAt && status === 'closed')
    writeVoice(world, story, { visitId: visits.id, technicianId: visits.technicianId, closedAt })
}

const needsVisit = (kind: string) => kind !== 'question'
const before = (now: Date, at: Date) => (at > now ? later(now, -3) : at)

/** How far a request of that age has come. */
function endingOf({ book }: World, kind: string, ageDays: number): string {
  const { dice } = book
  if (ageDays > 14)
    return dice.weighted([
      ['closed', 970],
      ['cancelled', 30],
    ])
  if (kind === 'question')
    return ageDays < 0.3
      ? 'new'
      : dice.weighted([
          ['closed', 8],
          ['triaged', 1],
        ])
  if (ageDays < 0.4)
    return dice.weighted([
      ['new', 6],
      ['triaged', 3],
      ['scheduled', 2],
    ])
  if (ageDays < 2)
    return dice.weighted([
      ['triaged', 3],
      ['scheduled', 5],
      ['waiting', 1],
      ['closed', 1],
    ])
  return dice.weighted([
    ['scheduled', 3],
    ['waiting', 1],
    ['resolved', 2],
    ['closed', 7],
    ['cancelled', 0.4],
  ])
}

/** Most promises are kept: what is past its deadline has been dealt with, but for a few that a desk must see. */
function kept({ book, now }: World, ending: string, due: { respond: number; end: number }): string {
  if (!['new', 'triaged', 'scheduled'].includes(ending) || book.dice.chance(0.1)) return ending
  if (due.end < now.getTime()) return book.dice.chance(0.2) ? 'waiting' : 'closed'
  return ending === 'new' && due.respond < now.getTime() ? 'triaged' : ending
}

interface Steps {
  desk: { id: string; name: string }
  respondedAt: Date | null
  resolvedAt: Date | null
  closedAt: Date | null
  ending: string
  stationId: string | null
}

/** What follows in the same moment: without the second they would stand in any order. */
const next = (at: Date) => new Date(at.getTime() + 1000)

function writeEvents({ book }: World, story: Story, steps: Steps): void {
  const subject = { type: 'request', id: story.id }
  const base = { thread: story.id, station: steps.stationId }
  book.event('request.opened', next(story.openedAt), subject, {
    ...base,
    by: steps.desk,
    isPublic: true,
    data: { number: story.number },
  })
  if (steps.respondedAt && steps.stationId)
    book.event('request.assigned', steps.respondedAt, subject, {
      ...base,
      by: steps.desk,
      data: { stationId: steps.stationId, station: story.customer.station.name, owner: steps.desk.name },
    })
  if (steps.resolvedAt) book.event('request.resolved', steps.resolvedAt, subject, { ...base, isPublic: true })
  if (steps.closedAt && steps.ending === 'closed')
    book.event('request.closed', next(steps.closedAt), subject, {
      ...base,
      by: steps.desk,
      isPublic: true,
      data: { code: 'done' },
    })
  if (steps.closedAt && steps.ending === 'cancelled')
    book.event('request.cancelled', steps.closedAt, subject, {
      ...base,
      by: steps.desk,
      isPublic: true,
      data: { reason: 'works_again' },
    })
}
