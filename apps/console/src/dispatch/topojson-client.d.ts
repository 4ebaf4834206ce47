/** The one function of it that we use; the package brings no types. */
declare module 'topojson-client' {
  import type { GeoJSON } from 'geojson'
  export function feature(topology: { objects: Record<string, unknown> }, object: unknown): GeoJSON
}
