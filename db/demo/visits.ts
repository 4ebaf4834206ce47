import { writeBill } from './bills.ts'
import { later, localDay } from './book.ts'
import { answersOf } from './checklists.ts'
import { VISIT_MS } from './diary.ts'
import { range } from './fill.ts'
import type { Story, World } from './history.ts'
import type { Technician } from './organisation.ts'
import { minorAt, PRICES } from './prices.ts'

export interface Visited {
  id: string
  technicianId: string
  status: string
  finishedAt: Date | null
}

/** Minutes after its planned start at which the latest visit has ended. */
const LONGEST = 240

/** The order and its visit: done for closed requests, in the diary for scheduled ones. Null when nobody is free. */
export function writeVisit(
  world: World,
  story: Story,
  ending: string,
  respondedAt: Date,
  mine: boolean,
): Visited | null {
  const { book, now, diary } = world
  const { dice } = book
  const { place } = story.customer
  const isDone = ending === 'closed' || ending === 'resolved'
  const first = world.organisation.technicians[0]!
  const booked = mine
    ? { technician: first, start: diary.soonest(first, localDay(now, place.zone), story.customer) }
    : diary.book(
        { city: place.city, at: story.customer, skill: story.asset.model.skill },
        isDone ? later(respondedAt, dice.int(60, 2400)) : later(now, dice.int(-200, 3000)),
        (n) => dice.int(0, n - 1),
        isDone ? 12 : 7,
      )
  const orderId = dice.id(respondedAt)
  const end = booked ? new Date(booked.start.getTime() + VISIT_MS) : null
  // What should have been done by now but whose slot lies ahead is still only scheduled.
  const finished = isDone && booked !== null && later(booked.start, LONGEST) <= now
  const status = finished
    ? ending
    : booked && ending !== 'waiting'
      ? booked.start <= now && now < end! && !mine
        ? 'in_progress'
        : 'scheduled'
      : ending === 'waiting'
        ? 'waiting'
        : 'triaged'
  const visiting = booked && status !== 'waiting'
  const orderNumber = book.number('WO', respondedAt)
  book.add('dispatch.work_order', {
    id: orderId,
    number: orderNumber,
    request_id: story.id,
    kind: story.kind,
    status: finished
      ? 'completed'
      : visiting
        ? status === 'in_progress'
          ? 'in_progress'
          : 'scheduled'
        : 'unscheduled',
    station_id: story.customer.station.id,
    skill_codes: [story.asset.model.skill],
    planned_minutes: 75,
    priority: story.priority,
    lat: story.customer.lat,
    lon: story.customer.lon,
    time_zone: place.zone,
    created_at: respondedAt.toISOString(),
  })
  book.event(
    'work_order.created',
    later(respondedAt, 1),
    { type: 'work_order', id: orderId },
    { thread: story.id, station: story.customer.station.id, data: { number: orderNumber } },
  )
  if (!visiting || !booked || !end) return { id: orderId, technicianId: '', status, finishedAt: null }
  return writePlanned(world, story, booked.technician, booked.start, end, orderId, respondedAt, finished, status)
}

function writePlanned(
  world: World,
  story: Story,
  technician: Technician,
  start: Date,
  end: Date,
  orderId: string,
  respondedAt: Date,
  finished: boolean,
  status: string,
): Visited {
  const { book } = world
  const { dice } = book
  const id = dice.id(respondedAt)
  const late = dice.weighted([
    [dice.int(-10, 10), 8],
    [dice.int(15, 80), 2],
    [dice.int(95, 150), 0.7],
  ])
  // Whoever is at work now has been there for some minutes, however late.
  const arrived = new Date(
    Math.min(later(start, late).getTime(), finished ? Infinity : later(world.now, -12).getTime()),
  )
  const times = {
    en_route: later(arrived, -dice.int(12, 45)),
    on_site: arrived,
    working: later(arrived, dice.int(3, 9)),
    done: later(arrived, dice.int(35, 90)),
  }
  const state = finished ? 'done' : status === 'in_progress' ? 'working' : 'scheduled'
  const started = state !== 'scheduled'
  const stationId = story.customer.station.id
  const number = book.number('VS', respondedAt)
  book.add('dispatch.visit', {
    id,
    number,
    work_order_id: orderId,
    request_id: story.id,
    station_id: stationId,
    technician_id: technician.id,
    status: state,
    planned: range(start, end),
    promised: range(later(start, -30), later(start, 90)),
    en_route_at: started ? times.en_route.toISOString() : null,
    arrived_at: started ? times.on_site.toISOString() : null,
    started_at: started ? times.working.toISOString() : null,
    finished_at: finished ? times.done.toISOString() : null,
    created_at: later(respondedAt, 3).toISOString(),
  })
  const subject = { type: 'visit', id }
  const base = { thread: story.id, station: stationId }
  book.event('visit.booked', later(respondedAt, 3), subject, {
    ...base,
    isPublic: true,
    data: { number, technicianName: technician.name, start: start.toISOString(), end: end.toISOString() },
  })
  if (!started) return { id, technicianId: technician.id, status, finishedAt: null }
  for (const [type, at] of [
    ['visit.en_route', times.en_route],
    ['visit.arrived', times.on_site],
    ['visit.started', times.working],
  ] as const)
    book.event(type, at, subject, {
      ...base,
      by: technician,
      isPublic: true,
      data: { number, technicianName: technician.name },
    })
  // Set out from as far away as the minutes on the road make it in a town: some 20 km an hour as the crow flies.
  const away = ((times.on_site.getTime() - times.en_route.getTime()) / 3_600_000) * 0.13
  for (const [name, at] of Object.entries(times)) {
    if (name === 'done' && !finished) continue
    const from = name === 'en_route' ? away : 0
    book.add('field_work.stamp', {
      id: dice.id(at),
      visit_id: id,
      status: name,
      at: at.toISOString(),
      lat: story.customer.lat + from,
      lon: story.customer.lon + from,
      by_person: technician.id,
    })
  }
  if (!finished) return { id, technicianId: technician.id, status, finishedAt: null }
  book.event('visit.completed', times.done, subject, {
    ...base,
    by: technician,
    isPublic: true,
    data: { number, outcome: 'fixed', technicianName: technician.name },
  })
  writeReport(world, story, id, technician, times.done)
  return { id, technicianId: technician.id, status, finishedAt: times.done }
}

function writeReport({ book, now }: World, story: Story, visitId: string, technician: Technician, at: Date): void {
  const { dice } = book
  const { fault, customer, covered } = story
  const cn = customer.language === 'zh-CN'
  const country = customer.place.country
  const lines = [
    ['TRAVEL', 1],
    ['LABOUR', story.kind === 'maintenance' ? 1 : dice.pick([0.5, 1, 1.5])],
    ...(fault?.part ? [[fault.part, 1]] : []),
  ] as [string, number][]
  const payer = covered ? 'manufacturer' : 'customer'
  let total = 0
  let covers = 0
  for (const [code, quantity] of lines) {
    const price = PRICES.find((one) => one.code === code)!
    const minor = minorAt(price, country, at, now)
    covers += covered ? Math.round(minor * quantity) : 0
    total += covered ? 0 : Math.round(minor * quantity)
    book.add('field_work.line', {
      id: dice.id(at),
      visit_id: visitId,
      kind: price.kind,
      code,
      name: price.names[cn ? 'zh-CN' : 'en'],
      component: price.kind === 'part' ? fault?.component : null,
      quantity,
      unit: price.unit,
      unit_minor: minor,
      published_minor: minor,
      currency: { CN: 'CNY', DE: 'EUR', US: 'USD' }[country],
      payer,
      replace_reason: price.kind === 'part' ? reasonOf(visitId) : null,
      customer_share_pct: covered ? 0 : 100,
      added_at: later(at, -10).toISOString(),
    })
  }
  const noFault = fault !== null && dice.chance(0.04)
  book.add('field_work.report', {
    visit_id: visitId,
    answers: answersOf(story.kind, visitId),
    symptom_code: fault?.code ?? null,
    cause_code: noFault ? null : (fault?.cause ?? null),
    remedy_code: noFault ? null : (fault?.remedy ?? 'ADJUST'),
    findings: cn ? '现场检查确认故障，已处理' : 'Fault confirmed on site and mended',
    work_done: cn ? '按规程完成，试机正常' : 'Done by procedure, test run fine',
    outcome: noFault ? 'no_fault_found' : 'fixed',
    customer_minor: total,
    currency: { CN: 'CNY', DE: 'EUR', US: 'USD' }[country],
    signer_name: customer.name,
    signer_role: 'customer',
    signed_at: at.toISOString(),
    version: 2,
  })
  book.event(
    'report.signed',
    at,
    { type: 'report', id: visitId },
    { thread: story.id, station: customer.station.id, by: technician, isPublic: true, data: { name: customer.name } },
  )
  if (story.fault && story.asset)
    book.add('entitlement.repair', {
      id: dice.id(at),
      asset_id: story.asset.id,
      source_type: 'visit',
      source_id: visitId,
      in_at: later(at, -75).toISOString(),
      out_at: at.toISOString(),
      time_zone: customer.place.zone,
      symptom_code: story.fault.code,
      severe_safety: story.fault.safety ?? false,
      no_fault_found: noFault,
      under: covered ? 'warranty' : 'customer',
    })
  if (total > 0) writeBill(book, story, visitId, lines, at, now, technician.id)
  if (covers > 0)
    book.add('billing.internal_cost', {
      id: dice.id(at),
      visit_id: visitId,
      request_id: story.id,
      station_id: customer.station.id,
      payer,
      currency: { CN: 'CNY', DE: 'EUR', US: 'USD' }[country],
      minor: covers,
      at: at.toISOString(),
    })
}

const REASONS = [
  'no_function',
  'no_function',
  'damaged',
  'wear',
  'measured',
  'no_function',
  'damaged',
  'maintenance',
] as const
/** Why a part was replaced: from the id of the visit, so that no other throw of the dice moves. */
const reasonOf = (visitId: string) => REASONS[Number.parseInt(visitId.slice(-2), 16) % REASONS.length]!
