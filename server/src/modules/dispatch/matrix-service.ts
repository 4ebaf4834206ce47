import type { Position } from '@aftercare/rules'
import type { RoutingKind, Settings } from '../../kit/settings.ts'

/** Longer than this nobody waits for one block of a table. */
export const PATIENCE_MS = 20_000

/** All ways from each source to each target, row by row; null where there is no way. */
export interface MatrixAnswer {
  seconds: (number | null)[][]
  metres: (number | null)[][]
}

/** Why the service was not used: `code` stands in the result of a run and in the log. */
export class MatrixRefused extends Error {
  readonly code: 'service_away' | 'service_slow' | 'service_refused' | 'service_nonsense'
  /** What was asked is at fault, not the service: too many places at once, or one it cannot stand on a road. */
  readonly isAboutPlaces: boolean
  constructor(code: MatrixRefused['code'], message: string, isAboutPlaces = false) {
    super(message)
    this.code = code
    this.isAboutPlaces = isAboutPlaces
  }
}

interface Question {
  url: string
  body?: unknown
}
type Ask = (base: string, sources: readonly Position[], targets: readonly Position[]) => Question
type Read = (answer: unknown) => { seconds: unknown; metres: unknown }

/** How each kind is asked and what it answers: OSRM's table service, Valhalla's sources_to_targets (their HTTP docs). */
const KINDS: Record<RoutingKind, { ask: Ask; read: Read }> = {
  osrm: {
    ask: (base, sources, targets) => {
      const list = [...sources, ...targets].map(({ lat, lon }) => `${lon.toFixed(6)},${lat.toFixed(6)}`).join(';')
      const from = sources.map((_, i) => i).join(';')
      const to = targets.map((_, i) => sources.length + i).join(';')
      return {
        url: `${base}/table/v1/driving/${list}?sources=${from}&destinations=${to}&annotations=duration,distance`,
      }
    },
    read: (answer) => {
      const { code, durations, distances } = answer as Record<string, unknown>
      if (code !== 'Ok') throw new MatrixRefused('service_refused', String(code), true)
      return { seconds: durations, metres: distances }
    },
  },
  valhalla: {
    ask: (base, sources, targets) => ({
      url: `${base}/sources_to_targets`,
      body: { sources, targets, costing: 'auto', units: 'kilometers' },
    }),
    read: (answer) => {
      const rows = (answer as { sources_to_targets?: { time: number | null; distance: number | null }[][] })
        .sources_to_targets
      const far = (km: number | null) => (km === null ? null : km * 1000)
      return {
        seconds: rows?.map((row) => row.map((one) => one.time)),
        metres: rows?.map((row) => row.map((one) => far(one.distance))),
      }
    },
  },
}

export type Service = Pick<Settings, 'routingUrl' | 'routingKind'>

/** Asks for all ways of one block. @throws MatrixRefused, whatever goes wrong outside */
export async function askMatrix(
  { routingUrl, routingKind }: Service,
  sources: readonly Position[],
  targets: readonly Position[],
  patienceMs = PATIENCE_MS,
): Promise<MatrixAnswer> {
  const { ask, read } = KINDS[routingKind]
  const { url, body } = ask(String(routingUrl).replace(/\/+$/, ''), sources, targets)
  const answer = read(await sent(url, body, patienceMs))
  return {
    seconds: wholeTable(answer.seconds, sources.length, targets.length),
    metres: wholeTable(answer.metres, sources.length, targets.length),
  }
}

async function sent(url: string, body: unknown, patienceMs: number): Promise<unknown> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  try {
    const response = await fetch(url, {
      ...(body === undefined ? {} : post),
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    })
    const text = await response.text()
    if (!response.ok) {
      // Valhalla and OSRM say with 400 that it is too much at once or that no road is near; with 413 and 414 others do.
      const isAboutPlaces = [400, 413, 414].includes(response.status)
      throw new MatrixRefused('service_refused', `${response.status} ${text.slice(0, 200)}`, isAboutPlaces)
    }
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof MatrixRefused) throw error
    const { name, message } = error as Error
    if (name === 'TimeoutError') throw new MatrixRefused('service_slow', `no answer within ${patienceMs} ms`)
    throw new MatrixRefused(name === 'SyntaxError' ? 'service_nonsense' : 'service_away', message)
  }
}

function wholeTable(table: unknown, rows: number, columns: number): (number | null)[][] {
  const isCell = (cell: unknown) => cell === null || (typeof cell === 'number' && Number.isFinite(cell) && cell >= 0)
  const isRow = (row: unknown) => Array.isArray(row) && row.length === columns && row.every(isCell)
  if (!Array.isArray(table) || table.length !== rows || !table.every(isRow))
    throw new MatrixRefused('service_nonsense', `not a table of ${rows} × ${columns} ways`)
  return table as (number | null)[][]
}
