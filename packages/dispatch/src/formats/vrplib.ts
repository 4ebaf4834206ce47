import { PlanRefused, type Problem, type Solution, type Vehicle } from '../plan/model.ts'
import { amountOf, euclidean, type Line, linesOf, numbersOf } from './lines.ts'

/**
 * The two kinds of VRPLIB file we read, with the rounding of their best-known values: several depots at thousandths of
 * the unit (rounded), prizes for customers who may be left out at tenths (cut off; the prizes too).
 */
const KINDS = {
  MDVRPTW: { scale: 1000, rounded: (way: number) => Math.round(1000 * way) },
  PCVRPTW: { scale: 10, rounded: (way: number) => Math.trunc(10 * way) },
} as const

export interface VrplibFile {
  problem: Problem
  /** number in the file of each job */
  numbers: number[]
}

interface Parsed {
  heads: Map<string, Line>
  sections: Map<string, Line[]>
}

/**
 * @throws PlanRefused with the line when the file is not of that form
 */
export function readVrplib(text: string): VrplibFile {
  const parsed = parse(text)
  const type = headOf(parsed, 'TYPE')
  const kind = KINDS[type as keyof typeof KINDS]
  if (!kind) throw new PlanRefused('file.type', pathOf(parsed, 'TYPE'), { type, known: Object.keys(KINDS).join(', ') })
  const nodes = count(parsed, 'DIMENSION')
  const points = section(parsed, 'NODE_COORD_SECTION', nodes, 3)
  const table = euclidean(
    points.map((one) => one[1]!),
    points.map((one) => one[2]!),
    kind.rounded,
  )
  const depots = depotsOf(parsed, nodes)
  const windows = section(parsed, 'TIME_WINDOW_SECTION', nodes, 3).map(
    ([, from, to]) => [Math.round(kind.scale * from!), Math.round(kind.scale * to!)] as const,
  )
  windows.forEach(([from, to], i) => {
    if (to < from) throw new PlanRefused('file.window', `node ${i + 1}`, { from, to })
  })
  const numbers = points.map((_, i) => i + 1).filter((number) => !depots.includes(number))
  const demand = section(parsed, 'DEMAND_SECTION', nodes, 2).map((one) => one[1]!)
  const service = serviceOf(parsed, nodes)
  const prize = parsed.sections.has('PRIZE_SECTION') ? section(parsed, 'PRIZE_SECTION', nodes, 2) : null
  return {
    numbers,
    problem: {
      places: nodes,
      travels: [{ kind: 'table', durations: table }],
      pairs: [],
      jobs: numbers.map((number) => ({
        place: number - 1,
        setup: 0,
        service: Math.round(kind.scale * service[number - 1]!),
        windows: [windows[number - 1]!],
        priority: 0,
        ...(prize ? { penalty: kind.scale * prize[number - 1]![1]! } : {}),
        delivery: [demand[number - 1]!],
        pickup: [],
      })),
      vehicles: vehiclesOf(parsed, depots, windows, kind.scale),
    },
  }
}

function vehiclesOf(
  parsed: Parsed,
  depots: number[],
  windows: readonly (readonly [number, number])[],
  scale: number,
): Vehicle[] {
  const fleet = count(parsed, 'VEHICLES')
  const capacity = count(parsed, 'CAPACITY')
  const homes = parsed.sections.has('VEHICLES_DEPOT_SECTION')
    ? section(parsed, 'VEHICLES_DEPOT_SECTION', fleet, 2).map((one) => one[1]!)
    : new Array<number>(fleet).fill(depots[0]!)
  const longest = parsed.heads.has('VEHICLES_MAX_DURATION') ? count(parsed, 'VEHICLES_MAX_DURATION') : null
  return homes.map((home) => {
    if (!depots.includes(home)) throw new PlanRefused('file.depot', 'VEHICLES_DEPOT_SECTION', { depot: home })
    return {
      travel: 0,
      start: home - 1,
      end: home - 1,
      shift: windows[home - 1]!,
      capacity: [capacity],
      type: 0,
      breaks: [],
      speedFactor: 1,
      costs: { fixed: 0, perHour: 3600, perTaskHour: 0, perKm: 0 },
      ...(longest === null ? {} : { maxDuration: Math.round(scale * longest) }),
    }
  })
}

function serviceOf(parsed: Parsed, nodes: number): number[] {
  if (parsed.sections.has('SERVICE_TIME_SECTION'))
    return section(parsed, 'SERVICE_TIME_SECTION', nodes, 2).map((one) => one[1]!)
  return new Array<number>(nodes).fill(parsed.heads.has('SERVICE_TIME') ? count(parsed, 'SERVICE_TIME') : 0)
}

function parse(text: string): Parsed {
  const heads = new Map<string, Line>()
  const sections = new Map<string, Line[]>()
  let rows: Line[] | null = null
  for (const line of linesOf(text)) {
    if (line.text === 'EOF') break
    if (/^[A-Z_]+_SECTION$/.test(line.text)) {
      rows = []
      sections.set(line.text, rows)
    } else if (rows) rows.push(line)
    else {
      const colon = line.text.indexOf(':')
      if (colon < 0) throw new PlanRefused('file.header', `line ${line.number}`, { text: line.text.slice(0, 60) })
      heads.set(line.text.slice(0, colon).trim(), line)
    }
  }
  return { heads, sections }
}

const pathOf = ({ heads }: Parsed, name: string) => {
  const line = heads.get(name)
  return line ? `line ${line.number}` : 'file'
}

function headOf({ heads }: Parsed, name: string): string {
  const line = heads.get(name)
  if (!line) throw new PlanRefused('file.section', 'file', { section: name })
  return line.text.slice(line.text.indexOf(':') + 1).trim()
}

function count(parsed: Parsed, name: string): number {
  const text = headOf(parsed, name)
  const value = Number(text)
  if (text === '' || !Number.isFinite(value) || value < 0)
    throw new PlanRefused('file.number', pathOf(parsed, name), { text })
  return value
}

/** Rows of a section: one per node or vehicle, numbered from 1 in order. */
function section({ sections }: Parsed, name: string, rows: number, fields: number): number[][] {
  const lines = sections.get(name)
  if (!lines) throw new PlanRefused('file.section', 'file', { section: name })
  if (lines.length !== rows) throw new PlanRefused('file.rows', name, { expected: rows, found: lines.length })
  return lines.map((line, i) => {
    const numbers = numbersOf(line, fields)
    if (numbers[0] !== i + 1)
      throw new PlanRefused('file.order', `line ${line.number}`, { expected: i + 1, found: numbers[0]! })
    if (name !== 'NODE_COORD_SECTION') for (const value of numbers) amountOf(value, line, name)
    return numbers
  })
}

function depotsOf({ sections }: Parsed, nodes: number): number[] {
  const lines = sections.get('DEPOT_SECTION')
  if (!lines) throw new PlanRefused('file.section', 'file', { section: 'DEPOT_SECTION' })
  const depots = lines.flatMap((line) => numbersOf(line, 1)).filter((one) => one !== -1)
  const bad = depots.find((one) => !Number.isInteger(one) || one < 1 || one > nodes)
  if (bad !== undefined || depots.length === 0)
    throw new PlanRefused('file.depot', 'DEPOT_SECTION', { depot: bad ?? 0 })
  return depots
}

/** Routes as customer numbers of the file. */
export function vrplibRoutes({ routes }: Pick<Solution, 'routes'>, { numbers }: VrplibFile): number[][] {
  return routes.map(({ stops }) => stops.flatMap(({ kind, index }) => (kind === 'job' ? [numbers[index]!] : [])))
}
