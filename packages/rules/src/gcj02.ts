import type { Position } from './distance.ts'

/** Longitude and latitude in degrees. */
type Place = readonly [lon: number, lat: number]

/** Krasovsky 1940, whose axis and eccentricity the published formula uses. */
const AXIS = 6_378_245
const ECCENTRICITY = 0.006693421622965943

/**
 * Where a place of mainland China (WGS 84) lies on a map in GCJ-02, as maps of mainland China are drawn: some hundred metres
 * off, differently at every place. The rule is not official; this is the formula everybody uses since EvilTransform
 * (2012; en.wikipedia.org/wiki/Restrictions_on_geographic_data_in_China#GCJ-02); it is close, not exact. Only for drawing:
 * what is kept stays WGS 84.
 */
export function gcj02([lon, lat]: Place): [number, number] {
  const [x, y] = [lon - 105, lat - 35]
  const root = Math.sqrt(Math.abs(x))
  const swing = waves(x, [20, 6], [20, 2])
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + swing
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + swing
  const eastMetres = east + waves(x, [20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30])
  const northMetres = north + waves(y, [20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30])
  const radians = (lat * Math.PI) / 180
  const bulge = 1 - ECCENTRICITY * Math.sin(radians) ** 2
  const alongMeridian = (AXIS * (1 - ECCENTRICITY)) / bulge ** 1.5
  const alongParallel = (AXIS / Math.sqrt(bulge)) * Math.cos(radians)
  const degrees = 180 / Math.PI
  return [lon + (eastMetres / alongParallel) * degrees, lat + (northMetres / alongMeridian) * degrees]
}

/** Two thirds of a sum of sines: their heights in metres and how often they swing in two degrees. */
const waves = (at: number, ...all: readonly (readonly [height: number, often: number])[]) =>
  (all.reduce((sum, [height, often]) => sum + height * Math.sin(at * often * Math.PI), 0) * 2) / 3

/** How a map server draws the earth: `gcj02` those of providers in mainland China. */
export type MapDatum = 'wgs84' | 'gcj02'

/**
 * Where a place (WGS 84) lies on a map of that datum; absent means WGS 84. Whether it is in mainland China the country of
 * its address says (ISO 3166-1 alpha-2): the frame the formula is often used in holds Seoul and Hanoi, too.
 */
export function onMap({ lat, lon, country }: Position & { country: string }, datum: MapDatum | undefined): Position {
  if (datum !== 'gcj02' || country !== 'CN') return { lat, lon }
  const [east, north] = gcj02([lon, lat])
  return { lat: north, lon: east }
}
