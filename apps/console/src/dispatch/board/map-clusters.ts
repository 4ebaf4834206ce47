import type * as maplibregl from 'maplibre-gl'

/** So many marks the eye still tells apart; of more, those that lie on each other are counted. */
const MOST_APART = 60
const CLOSE_PX = 28
/** The nearest look at the map shows each by itself. */
const NEAREST = 14

const PREFIX = 'count-'
export type ClusterLook = { ink: string; surface: string; rim: string; textOf: (count: number) => string }

/** Marks that lie on each other as one with their number: pressed, it comes apart. */
export function addClusters(map: maplibregl.Map, source: string, look: ClusterLook): void {
  map.setMissingStyleImageResolver((id) => {
    if (id.startsWith(PREFIX)) map.addImage(id, countIcon(id.slice(PREFIX.length), look), { pixelRatio: 2 })
  })
  map.addLayer({
    id: 'cluster',
    type: 'symbol',
    source,
    filter: ['has', 'point_count'],
    layout: {
      'icon-image': ['concat', PREFIX, ['to-string', ['get', 'point_count_abbreviated']]],
      'icon-allow-overlap': true,
    },
  })
  map.on('click', 'cluster', (event) => void comeApart(map, source, event.features?.[0]))
  map.on('mousemove', 'cluster', (event) => {
    map.getCanvas().style.cursor = 'pointer'
    map.getCanvas().title = look.textOf(Number(event.features?.[0]?.properties.point_count))
  })
  map.on('mouseleave', 'cluster', () => {
    map.getCanvas().style.cursor = ''
    map.getCanvas().title = ''
  })
}

/** Few marks stay as they are, however near they are to each other. */
export function clusterOf(count: number): maplibregl.SetClusterOptions {
  return { cluster: count > MOST_APART, clusterRadius: CLOSE_PX, clusterMaxZoom: NEAREST }
}

async function comeApart(
  map: maplibregl.Map,
  source: string,
  feature: maplibregl.MapGeoJSONFeature | undefined,
): Promise<void> {
  if (feature?.geometry.type !== 'Point') return
  const id = Number(feature.properties.cluster_id)
  const zoom = await map.getSource<maplibregl.GeoJSONSource>(source)!.getClusterExpansionZoom(id)
  map.easeTo({ center: feature.geometry.coordinates as [number, number], zoom: zoom + 0.5, duration: 150 })
}

/** A number in a ring, drawn here: the style has no fonts to fetch. */
function countIcon(text: string, { ink, surface, rim }: ClusterLook): ImageData {
  const size = text.length > 2 ? 64 : 52
  const canvas = new OffscreenCanvas(size, size)
  const brush = canvas.getContext('2d')!
  brush.beginPath()
  brush.arc(size / 2, size / 2, size / 2 - 3, 0, 2 * Math.PI)
  brush.fillStyle = surface
  brush.fill()
  brush.lineWidth = 5
  brush.strokeStyle = rim
  brush.stroke()
  brush.fillStyle = ink
  brush.font = '600 24px system-ui, sans-serif'
  brush.textAlign = 'center'
  brush.textBaseline = 'middle'
  brush.fillText(text, size / 2, size / 2 + 1)
  return brush.getImageData(0, 0, size, size)
}
