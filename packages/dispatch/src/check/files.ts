import { type Customers, checkCustomers } from './customers.ts'
import type { Window } from './facts.ts'
import type { Checked } from './vroom.ts'

const NO_LIMIT = Number.POSITIVE_INFINITY
const tenths = (way: number) => Math.floor(way * 10 + 1e-9)
const thousandths = (way: number) => Math.round(way * 1000)

/** A plan for a file in Solomon's form: costs and times in tenths, cut off. @throws Error when the file is none */
export function checkVrptw(text: string, answer: unknown): Checked {
  const rows = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length > 1 && row.every(Number.isFinite))
  const [fleet, ...nodes] = rows
  if (fleet?.length !== 2 || nodes.length === 0 || nodes.some((row) => row.length !== 7))
    throw new Error('not a file in Solomon’s form')
  const column = (c: number, scale = 1) => new Map(nodes.map((row) => [row[0]!, row[c]! * scale]))
  const problem: Customers = {
    x: column(1),
    y: column(2),
    demand: column(3),
    service: column(6, 10),
    windows: new Map(nodes.map((row): [number, Window] => [row[0]!, [row[4]! * 10, row[5]! * 10]])),
    prizes: null,
    vehicles: Array.from({ length: fleet[0]! }, () => 0),
    customers: nodes.slice(1).map((row) => row[0]!),
    capacity: fleet[1]!,
    maxDuration: NO_LIMIT,
    rounded: tenths,
  }
  return checkCustomers(problem, answer)
}

/** A plan for a VRPLIB file: several depots in thousandths, prizes in tenths. @throws Error when the file is neither */
export function checkVrplib(text: string, answer: unknown): Checked {
  const heads = new Map([...text.matchAll(/^([A-Z_]+)\s*:\s*(.*)$/gm)].map((one) => [one[1]!, one[2]!.trim()]))
  const sections = new Map(
    [...text.matchAll(/^([A-Z_]+)_SECTION\s*\n([^A-Z]*)/gm)].map((one) => [one[1]!, rowsOf(one[2]!)]),
  )
  const type = heads.get('TYPE')
  if (type !== 'MDVRPTW' && type !== 'PCVRPTW') throw new Error('not a VRPLIB file of type MDVRPTW or PCVRPTW')
  const scale = type === 'MDVRPTW' ? 1000 : 10
  const column = (name: string, factor = 1, c = 1) =>
    new Map((sections.get(name) ?? []).map((row) => [row[0]!, row[c]! * factor]))
  const whole = (value: number) => Math.round(value * scale)
  const depots = (sections.get('DEPOT') ?? []).map((row) => row[0]!).filter((one) => one > 0)
  const nodes = [...column('NODE_COORD').keys()]
  const fleet = Number(heads.get('VEHICLES'))
  const homes = column('VEHICLES_DEPOT')
  const service = column('SERVICE_TIME')
  const problem: Customers = {
    x: column('NODE_COORD'),
    y: column('NODE_COORD', 1, 2),
    demand: column('DEMAND'),
    service: new Map(nodes.map((one) => [one, whole(service.get(one) ?? Number(heads.get('SERVICE_TIME') ?? 0))])),
    windows: new Map((sections.get('TIME_WINDOW') ?? []).map((row) => [row[0]!, [whole(row[1]!), whole(row[2]!)]])),
    prizes: sections.has('PRIZE') ? column('PRIZE', scale) : null,
    vehicles: Array.from({ length: fleet }, (_, v) => homes.get(v + 1) ?? depots[0]!),
    customers: nodes.filter((one) => !depots.includes(one)),
    capacity: Number(heads.get('CAPACITY')),
    maxDuration: heads.has('VEHICLES_MAX_DURATION') ? whole(Number(heads.get('VEHICLES_MAX_DURATION'))) : NO_LIMIT,
    rounded: type === 'MDVRPTW' ? thousandths : tenths,
  }
  return checkCustomers(problem, answer)
}

const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
