import 'maplibre-gl/dist/maplibre-gl.css'
import type { MapDatum } from '@aftercare/rules'
import type { Feature, GeoJSON } from 'geojson'
import * as maplibregl from 'maplibre-gl'
// Only as a worker module does the production build find it (frontend.md 3).
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { feature } from 'topojson-client'
import landUrl from 'world-atlas/land-110m.json?url'
import type { Board, Visit } from './board-data.ts'
import { addClusters, clusterOf } from './map-clusters.ts'
import { homesOf, type Point, pointsOf, projectionOf, stationsOf, wayOf } from './map-places.ts'
import type { Held } from './selection.ts'

maplibregl.setWorkerUrl(workerUrl)

export type DrawnMap = {
  show: (board: Board, visits: readonly Visit[], open: string | null, selected: ReadonlySet<string>) => void
  remove: () => void
}
/** Raster tiles under the marks, where the company has named some. */
export type Tiles = { url: string; attribution: string; datum: MapDatum }
type Options = {
  isDark: boolean
  tiles: Tiles | null
  onPick: (what: string, held: Held) => void
  onNoTiles: () => void
  /** What is said of marks that are drawn as one. */
  clusterText: (count: number) => string
}

/**
 * Land and water from Natural Earth, without borders: where they run is disputed in more than one place we serve.
 * No tiles from anywhere: it works without the internet, too.
 */
export async function drawMap(place: HTMLElement, options: Options): Promise<DrawnMap> {
  const { isDark, tiles, onPick, onNoTiles, clusterText } = options
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
  // Only now: tiles that do not come must not keep the map from being drawn.
  if (tiles) addTiles(map, tiles, onNoTiles)
  addLayers(map, colours, isDark)
  const { ink, surface, accent } = colours
  addClusters(map, 'work', { ink: ink!, surface: surface!, rim: accent!, textOf: clusterText })
  map.on('idle', () => {
    place.dataset.clusters = String(map.queryRenderedFeatures({ layers: ['cluster'] }).length)
  })
  for (const layer of ['station', 'work', 'open']) {
    map.on('click', layer, (event) => {
      const what = event.features?.[0]?.properties.what as string | undefined
      if (what) onPick(what, event.originalEvent)
    })
    map.on('mousemove', layer, (event) => {
      const { what, said } = event.features?.[0]?.properties ?? {}
      map.getCanvas().style.cursor = what ? 'pointer' : ''
      map.getCanvas().title = said ?? ''
    })
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = ''
      map.getCanvas().title = ''
    })
  }
  let framed = ''
  const put = projectionOf(tiles?.datum)
  return {
    show(board, visits, open, selected) {
      const points = pointsOf(board, visits, put)
      void map.getSource<maplibregl.GeoJSONSource>('work')?.setClusterOptions(clusterOf(points.length))
      setData(map, 'work', points)
      setData(
        map,
        'open',
        points.filter(({ properties }) => properties?.what === open || selected.has(properties?.what)),
      )
      setData(map, 'way', wayOf(board, visits, open, put))
      setData(map, 'home', homesOf(board, put))
      setData(map, 'station', stationsOf(board, put))
      place.dataset.open = open ?? ''
      const frame = String(points.length)
      if (frame !== framed) frameMost(map, points)
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
    [...TONES.map((tone) => `${tone}-dot`), 'accent', 'surface', 'ink', 'ink-3'].map((name) => {
      probe.style.color = `var(--${name})`
      return [name, getComputedStyle(probe).color]
    }),
  )
  probe.remove()
  return colours
}

function addLayers(map: maplibregl.Map, colours: Record<string, string>, isDark: boolean): void {
  for (const id of ['station', 'home', 'way', 'work', 'open'])
    map.addSource(id, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
  const tones = TONES.flatMap((tone) => [tone, colours[`${tone}-dot`]!])
  const colour = [
    'match',
    ['get', 'tone'],
    ...tones,
    colours['ink-3']!,
  ] as unknown as maplibregl.ExpressionSpecification
  map.addImage('station', stationIcon(isDark), { pixelRatio: 2 })
  map.addLayer({
    id: 'station',
    type: 'symbol',
    source: 'station',
    layout: { 'icon-image': 'station', 'icon-allow-overlap': true },
  })
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
    filter: ['!', ['has', 'point_count']],
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

function addTiles(map: maplibregl.Map, { url, attribution }: Tiles, onNoTiles: () => void): void {
  map.addSource('tiles', { type: 'raster', tiles: [url], tileSize: 256, attribution })
  map.addLayer({ id: 'tiles', type: 'raster', source: 'tiles' })
  map.on('error', (event) => 'sourceId' in event && event.sourceId === 'tiles' && onNoTiles())
}

/** A square with a rim, drawn by hand: a picture would have to be fetched. */
function stationIcon(isDark: boolean) {
  const [size, rim] = [20, 3]
  const [inside, outside] = isDark ? [235, 20] : [40, 255]
  const data = new Uint8ClampedArray(size * size * 4)
  for (let i = 0; i < size * size; i++) {
    const [x, y] = [i % size, Math.floor(i / size)]
    const isRim = Math.min(x, y, size - 1 - x, size - 1 - y) < rim
    data.set([...Array(3).fill(isRim ? outside : inside), 255], i * 4)
  }
  return { width: size, height: size, data }
}

/** Points further away than this from most of the others belong to another part of the world. */
const NEAR_DEGREES = 20

/** Everything that lies about where most of it is: seen from as far as to show two continents, nothing can be told apart. */
function frameMost(map: maplibregl.Map, points: readonly Point[]): void {
  const places = points.map((point) => point.geometry.coordinates as [number, number])
  if (places.length === 0) return
  const middle = (axis: 0 | 1) => places.map((place) => place[axis]).sort((a, b) => a - b)[places.length >> 1]!
  const [lon, lat] = [middle(0), middle(1)]
  const bounds = new maplibregl.LngLatBounds()
  for (const place of places)
    if (Math.abs(place[0] - lon) < NEAR_DEGREES && Math.abs(place[1] - lat) < NEAR_DEGREES) bounds.extend(place)
  map.fitBounds(bounds, { padding: 36, maxZoom: 12, duration: 0 })
}
