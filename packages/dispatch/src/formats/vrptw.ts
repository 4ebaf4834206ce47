import { PlanRefused, type Problem, type Solution } from '../plan/model.ts'
import { amountOf, euclidean, type Line, linesOf, numbersOf } from './lines.ts'

/** Distances and times of the DIMACS 2021 convention: tenths, cut off. */
const TENTHS = 10

/** Fields of a customer: number, x, y, demand, ready, due, service. */
const FIELDS = 7

interface Customer {
  line: Line
  x: number
  y: number
  demand: number
  ready: number
  due: number
  service: number
}

/**
 * A file in Solomon's and Homberger's form as a problem: total distance is to be least, the fleet is as given and need
 * not be small. Customer c of the file is job c - 1.
 * @throws PlanRefused with the line when the file is not of that form
 */
export function readVrptw(text: string): Problem {
  const lines = linesOf(text)
  const heads = lines.findIndex(({ text: one }) => /^NUMBER\s+CAPACITY$/i.test(one))
  if (heads < 0 || !lines[heads + 1]) throw new PlanRefused('file.section', 'file', { section: 'VEHICLE' })
  const fleet = lines[heads + 1]!
  const [count, capacity] = numbersOf(fleet, 2).map((one) => amountOf(one, fleet, 'fleet')) as [number, number]
  if (!Number.isInteger(count)) throw new PlanRefused('file.number', `line ${fleet.number}`, { text: String(count) })
  const from = lines.findIndex(({ text: one }, i) => i > heads + 1 && /^CUST\b.*SERVICE/i.test(one))
  if (from < 0) throw new PlanRefused('file.section', 'file', { section: 'CUSTOMER' })
  const rows = lines.slice(from + 1).map(customerOf)
  const [depot, ...customers] = rows
  if (!depot) throw new PlanRefused('file.depot', 'file')
  return {
    places: rows.length,
    travels: [{ kind: 'table', durations: euclidean(pick(rows, 'x'), pick(rows, 'y'), (d) => Math.trunc(TENTHS * d)) }],
    pairs: [],
    jobs: customers.map((one, i) => ({
      place: i + 1,
      setup: 0,
      service: TENTHS * one.service,
      windows: [[TENTHS * one.ready, TENTHS * one.due]],
      priority: 0,
      delivery: [one.demand],
      pickup: [],
    })),
    vehicles: Array.from({ length: count }, () => ({
      travel: 0,
      start: 0,
      end: 0,
      shift: [TENTHS * depot.ready, TENTHS * depot.due] as const,
      capacity: [capacity],
      type: 0,
      breaks: [],
      speedFactor: 1,
      costs: { fixed: 0, perHour: 3600, perTaskHour: 0, perKm: 0 },
    })),
  }
}

const pick = (rows: readonly Customer[], field: 'x' | 'y') => rows.map((one) => one[field])

function customerOf(line: Line, index: number): Customer {
  const [number, x, y, demand, ready, due, service] = numbersOf(line, FIELDS) as [number, ...number[]]
  const path = `line ${line.number}`
  if (number !== index) throw new PlanRefused('file.order', path, { expected: index, found: number })
  for (const [name, value] of Object.entries({ demand, ready, due, service })) amountOf(value!, line, name)
  if (due! < ready!) throw new PlanRefused('file.window', path, { from: ready!, to: due! })
  if (!Number.isInteger(demand)) throw new PlanRefused('file.number', path, { text: String(demand) })
  return { line, x: x!, y: y!, demand: demand!, ready: ready!, due: due!, service: service! }
}

/** Routes as customer numbers of the file. */
export function vrptwRoutes({ routes }: Pick<Solution, 'routes'>): number[][] {
  return routes.map(({ stops }) => stops.flatMap(({ kind, index }) => (kind === 'job' ? [index + 1] : [])))
}
