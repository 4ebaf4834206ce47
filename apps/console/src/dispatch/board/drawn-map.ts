import 'maplibre-gl/dist/maplibre-gl.css'
import type { Feature, GeoJSON, Point as PointAt } from 'geojson'
import * as maplibregl from 'maplibre-gl'
// Only as a worker module does the production build find it (frontend.md 3).
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { feature } from 'topojson-client'
import landUrl from 'world-atlas/land-110m.json?url'
import { toneOf } from '../marks.tsx'
import type { Board, Visit } from './board-data.ts'
import type { Held } from './selection.ts'

maplibregl.setWorkerUrl(workerUrl)

export type DrawnMap = {
  show: (board: Board, visits: readonly Visit[], open: string | null, selected: ReadonlySet<string>) => void
  remove: () => void
}
type Options = { isDark: boolean; onPick: (what: string, held: Held) => void }
type Point = Feature<PointAt>

/**
 * Land and water from Natural Earth, without borders: where they run is disputed in more than one place we serve.
 * No tiles from anywhere: it works without the internet, too.
 */
export async function drawMap(place: HTMLElement, { isDark, onPick }: Options): Promise<DrawnMap> {
  const land = await landOf()
  const colours = coloursOf()
  const map = new maplibregl.Map({
    container: place,
    attributionControl: { compact: true, customAttribution: 'Natural Earth' },
    center: [10, 30],
    zoom: 1,
    maxZoom: 15,
    style: {
      version: 8,
      sources: { land: { type: 'geojson', data: land } },
      layers: [
        { id: 'water', type: 'background', paint: { 'background-color': isDark ? '#141a21' : '#dfe8f1' } },
        { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': isDark ? '#232a32' : '#f6f5f1' } },
      ],
    },
  })
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right')
  await new Promise<void>((resolve, reject) => {
    map.once('load', () => resolve())
    map.once('error', (event) => reject(event.error))
  })
  addLayers(map, colours, isDark)
  for (const layer of ['work', 'open']) {
    map.on('click', layer, (event) => {
      const what = event.features?.[0]?.properties.what as string | undefined
      if (what) onPick(what, event.originalEvent)
    })
    map.on('mouseenter', layer, () => {
      map.getCanvas().style.cursor = 'pointer'
    })
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = ''
    })
  }
  let framed = ''
  return {
    show(board, visits, open, selected) {
      const points = pointsOf(board, visits)
      setData(map, 'work', points)
      setData(
        map,
        'open',
        points.filter(({ properties }) => properties?.what === open || selected.has(properties?.what)),
      )
      setData(map, 'way', wayOf(board, visits, open))
      setData(map, 'home', homesOf(board))
      const frame = String(points.length > 0) + points.length
      if (frame !== framed) frameAll(map, points)
      framed = frame
      const picked = points.find((point) => point.properties?.what === open)
      if (!picked) return
      // The details that open beside it make the map smaller; an animation begun before would end somewhere else.
      map.resize()
      map.jumpTo({ center: picked.geometry.coordinates as [number, number] })
    },
    remove: () => map.remove(),
  }
}

async function landOf(): Promise<GeoJSON> {
  const topology = await (await fetch(landUrl)).json()
  return feature(topology, topology.objects.land) as GeoJSON
}

const TONES = ['waiting', 'planned', 'moving', 'working', 'done', 'neutral'] as const

/** The tokens, as the drawing library understands them. */
function coloursOf(): Record<string, string> {
  const probe = document.createElement('i')
  document.body.append(probe)
  const colours = Object.fromEntries(
    [...TONES.map((tone) => `${tone}-dot`), 'accent', 'surface', 'ink-3'].map((name) => {
      probe.style.color = `var(--${name})`
      return [name, getComputedStyle(probe).color]
    }),
  )
  probe.remove()
  return colours
}

function addLayers(map: maplibregl.Map, colours: Record<string, string>, isDark: boolean): void {
  for (const id of ['home', 'way', 'work', 'open'])
    map.addSource(id, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
  const tones = TONES.flatMap((tone) => [tone, colours[`${tone}-dot`]!])
  const colour = [
    'match',
    ['get', 'tone'],
    ...tones,
    colours['ink-3']!,
  ] as unknown as maplibregl.ExpressionSpecification
  map.addLayer({
    id: 'home',
    type: 'circle',
    source: 'home',
    paint: { 'circle-radius': 2.5, 'circle-color': colours['ink-3']!, 'circle-opacity': 0.7 },
  })
  map.addLayer({
    id: 'way',
    type: 'line',
    source: 'way',
    paint: { 'line-color': colours.accent!, 'line-width': 2, 'line-dasharray': [2, 1.5] },
  })
  map.addLayer({
    id: 'work',
    type: 'circle',
    source: 'work',
    paint: {
      'circle-radius': 5,
      'circle-color': colour,
      'circle-stroke-color': isDark ? '#101317' : '#ffffff',
      'circle-stroke-width': 1.5,
    },
  })
  map.addLayer({
    id: 'open',
    type: 'circle',
    source: 'open',
    paint: {
      'circle-radius': 8,
      'circle-color': colour,
      'circle-stroke-color': colours.accent!,
      'circle-stroke-width': 3,
    },
  })
}

function setData(map: maplibregl.Map, source: string, features: Feature[]): void {
  const found = map.getSource<maplibregl.GeoJSONSource>(source)
  found?.setData({ type: 'FeatureCollection', features })
}

const pointAt = (lon: number, lat: number, properties: Record<string, string>): Point => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties,
})

function pointsOf(board: Board, visits: readonly Visit[]): Point[] {
  const all = [
    ...visits.map((visit) => ({ ...visit, what: `visit:${visit.id}`, tone: toneOf[visit.status] ?? 'neutral' })),
    ...board.tray.map((order) => ({ ...order, what: `order:${order.id}`, tone: 'waiting' })),
  ]
  return all.flatMap(({ lat, lon, what, tone }) =>
    lat === null || lon === null ? [] : [pointAt(lon, lat, { what, tone })],
  )
}

function homesOf(board: Board): Point[] {
  return board.technicians.flatMap(({ home }) => (home ? [pointAt(home.lon, home.lat, {})] : []))
}

/** The way of the person whose visit is picked: from home through their visits of that day. */
function wayOf(board: Board, visits: readonly Visit[], open: string | null): Feature[] {
  const picked = visits.find((visit) => `visit:${visit.id}` === open)
  if (!picked) return []
  const home = board.technicians.find((one) => one.id === picked.technicianId)?.home
  const near = (visit: Visit) => Math.abs(Date.parse(visit.startsAt) - Date.parse(picked.startsAt)) < 12 * 3_600_000
  const stops = visits
    .filter(
      (visit) => visit.technicianId === picked.technicianId && visit.lat !== null && visit.lon !== null && near(visit),
    )
    .map((visit) => [visit.lon!, visit.lat!])
  const coordinates = [...(home ? [[home.lon, home.lat]] : []), ...stops]
  return coordinates.length < 2
    ? []
    : [{ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: {} }]
}

function frameAll(map: maplibregl.Map, points: readonly Point[]): void {
  if (points.length === 0) return
  const bounds = new maplibregl.LngLatBounds()
  for (const point of points) bounds.extend(point.geometry.coordinates as [number, number])
  map.fitBounds(bounds, { padding: 36, maxZoom: 12, duration: 0 })
}
