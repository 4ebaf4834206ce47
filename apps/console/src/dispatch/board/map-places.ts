import { type MapDatum, onMap, type Position } from '@aftercare/rules'
import type { Feature, Point as PointAt } from 'geojson'
import { toneOf } from '../marks.tsx'
import type { Board, Visit } from './board-data.ts'

export type Point = Feature<PointAt>
type Place = Position & { country: string }
/** Where a place lies on the map. */
export type Projection = (place: Place) => [number, number]

/** The marks lie where the tiles have their streets: those of mainland China are drawn shifted. */
export function projectionOf(datum: MapDatum | undefined): Projection {
  return (place) => {
    const { lon, lat } = onMap(place, datum)
    return [lon, lat]
  }
}

const pointAt = (coordinates: [number, number], properties: Record<string, string>): Point => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates },
  properties,
})

/** A visit or an order that has coordinates. */
function placeOf({ lat, lon, country }: { lat: number | null; lon: number | null; country: string }): Place | null {
  return lat === null || lon === null ? null : { lat, lon, country }
}

export function pointsOf(board: Board, visits: readonly Visit[], put: Projection): Point[] {
  const all = [
    ...visits.map((visit) => ({ ...visit, what: `visit:${visit.id}`, tone: toneOf[visit.status] ?? 'neutral' })),
    ...board.tray.map((order) => ({ ...order, what: `order:${order.id}`, tone: 'waiting' })),
  ]
  return all.flatMap(({ what, tone, title, customer, ...rest }) => {
    const place = placeOf(rest)
    return place ? [pointAt(put(place), { what, tone, said: [title, customer].filter(Boolean).join(' · ') })] : []
  })
}

export function stationsOf(board: Board, put: Projection): Point[] {
  const stations = new Map(board.technicians.flatMap(({ station }) => (station ? [[station.id, station]] : [])))
  return [...stations.values()].flatMap(({ name, country, position }) =>
    position ? [pointAt(put({ ...position, country }), { said: name })] : [],
  )
}

/** Where people start from; they live in the country of their station. */
function homeOf({ home, station }: Board['technicians'][number]): Place | null {
  return home ? { ...home, country: station?.country ?? '' } : null
}

export function homesOf(board: Board, put: Projection): Point[] {
  return board.technicians.flatMap((one) => {
    const home = homeOf(one)
    return home ? [pointAt(put(home), {})] : []
  })
}

/** The way of the person whose visit is picked: from home through their visits of that day. */
export function wayOf(board: Board, visits: readonly Visit[], open: string | null, put: Projection): Feature[] {
  const picked = visits.find((visit) => `visit:${visit.id}` === open)
  if (!picked) return []
  const person = board.technicians.find((one) => one.id === picked.technicianId)
  const near = (visit: Visit) => Math.abs(Date.parse(visit.startsAt) - Date.parse(picked.startsAt)) < 12 * 3_600_000
  const stops = visits.filter((visit) => visit.technicianId === picked.technicianId && near(visit)).map(placeOf)
  const coordinates = [person ? homeOf(person) : null, ...stops].flatMap((place) => (place ? [put(place)] : []))
  return coordinates.length < 2
    ? []
    : [{ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: {} }]
}
