import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { distanceMetres, type Position } from '@aftercare/rules'
import type { World } from '../../../test/harness.ts'

/** A little matrix service on a real port: it speaks the table form of the kind, with the limits it is shipped with. */
export interface Routing {
  /** How many sources and targets each question had. */
  asked: [sources: number, targets: number][]
  /** Status and body of the last questions, as they came. */
  questions: { url: string; body: string }[]
  /** Questions on their way at one moment, at most. */
  mostAtOnce: number
  close: () => void
}

interface Land {
  /** Whether a road is near. */
  onRoad?: (place: Position) => boolean
  isReachable?: (from: Position, to: Position) => boolean
  /** A question from this one on is answered with 503. */
  failsFrom?: number
}

type Table = { sources: Position[]; targets: Position[] }
type Answer = [status: number, body: unknown]

/** On straight roads at 10 m/s, rounded down to whole seconds. */
export const roadSeconds = (from: Position, to: Position) => Math.floor(distanceMetres(from, to) / 10)

const KINDS = { osrm, valhalla }

export async function routing(world: World, kind: keyof typeof KINDS, land: Land = {}): Promise<Routing> {
  const { settings } = world.services
  const state: Routing = { asked: [], questions: [], mostAtOnce: 0, close: () => {} }
  let atOnce = 0
  const server = http.createServer(async (request, response) => {
    state.mostAtOnce = Math.max(state.mostAtOnce, ++atOnce)
    const body = await text(request)
    const question = kind === 'osrm' ? osrmTable(request.url!) : (JSON.parse(body) as Table)
    state.asked.push([question.sources.length, question.targets.length])
    state.questions.push({ url: request.url!, body })
    const fails = land.failsFrom !== undefined && state.asked.length >= land.failsFrom
    const [status, answer] = fails ? [503, 'starting'] : KINDS[kind](question, land)
    await new Promise((resolve) => setTimeout(resolve, 5))
    atOnce--
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  settings.routingUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  settings.routingKind = kind
  state.close = () => {
    settings.routingUrl = null
    server.closeAllConnections()
    server.close()
  }
  return state
}

async function text(request: http.IncomingMessage): Promise<string> {
  let all = ''
  for await (const piece of request) all += piece
  return all
}

function osrmTable(url: string): Table {
  const { pathname, searchParams } = new URL(url, 'http://x')
  const places = decodeURIComponent(pathname.split('/').at(-1)!)
    .split(';')
    .map((one) => {
      const [lon, lat] = one.split(',').map(Number)
      return { lat: lat!, lon: lon! }
    })
  const picked = (name: string) =>
    searchParams
      .get(name)!
      .split(';')
      .map((one) => places[Number(one)]!)
  return { sources: picked('sources'), targets: picked('destinations') }
}

function rows<T>({ sources, targets }: Table, { isReachable = () => true }: Land, cell: (seconds: number | null) => T) {
  return sources.map((from) => targets.map((to) => cell(isReachable(from, to) ? roadSeconds(from, to) : null)))
}

/** osrm-routed, --max-table-size 100: more is `TooBig`; a place without a road near it refuses the whole table with `NoSegment`. */
function osrm(table: Table, land: Land): Answer {
  const all = [...table.sources, ...table.targets]
  if (all.length > 100) return [400, { code: 'TooBig', message: 'Too many table coordinates' }]
  const lost = all.findIndex((one) => !(land.onRoad?.(one) ?? true))
  if (lost >= 0)
    return [400, { code: 'NoSegment', message: `Could not find a matching segment for coordinate ${lost}` }]
  const distances = rows(table, land, (seconds) => (seconds === null ? null : seconds * 10))
  return [200, { code: 'Ok', durations: rows(table, land, (seconds) => seconds), distances }]
}

/** valhalla_service: 2,500 pairs, 400 km from each to each; what cannot be reached is null. */
function valhalla(table: Table, land: Land): Answer {
  if (table.sources.length * table.targets.length > 2500)
    return [400, { error_code: 150, error: 'Exceeded max locations: 2500', status_code: 400 }]
  const isFar = table.sources.some((from) => table.targets.some((to) => distanceMetres(from, to) > 400_000))
  if (isFar) return [400, { error_code: 154, error: 'Path distance exceeds the max distance limit: 400000 meters' }]
  const cell = (time: number | null) => ({ time, distance: time === null ? null : time / 100 })
  return [200, { sources_to_targets: rows(table, land, cell) }]
}
