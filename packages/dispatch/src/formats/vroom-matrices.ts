import type { Refusal } from './refusal.ts'
import type { VroomInput, VroomMatrices } from './vroom-shape.ts'
import { placesOf } from './vroom-tables.ts'
import { MOST_PLACES_IN_A_TABLE } from './vroom-travel.ts'

type Kind = 'durations' | 'distances' | 'costs'
const KINDS = ['durations', 'distances', 'costs'] as const
const UINT32 = 4_294_967_295
/** Ways that are kept, two numbers of four bytes each: a quarter of a gigabyte. */
const MOST_WAYS = 32_000_000

/** The tables of a profile; the deprecated `matrix` stands for the durations of `car`. */
export function matricesOf(input: VroomInput, profile: string): VroomMatrices {
  if (input.matrices) return input.matrices[profile] ?? {}
  return input.matrix && profile === 'car' ? { durations: input.matrix } : {}
}

/** Square, whole and not negative, large enough for every index; and a table or coordinates for every profile. */
export function findMatrices(input: VroomInput): Refusal[] {
  const given = Object.entries(input.matrices ?? {})
  const wrong = [
    ...given.flatMap(([profile, one]) =>
      KINDS.flatMap((kind) => (one[kind] ? findMatrix(one[kind], `matrices.${profile}.${kind}`) : [])),
    ),
    ...(input.matrices === undefined && input.matrix ? findMatrix(input.matrix, 'matrix') : []),
  ]
  if (wrong.length > 0) return wrong
  const places = [...findPlaces(input), ...findProfiles(input)]
  return places.length > 0 ? places : findSize(input)
}

function findMatrix(matrix: readonly unknown[], path: string): Refusal[] {
  if (matrix.length === 0) return [{ code: 'matrix_empty', path }]
  for (const [i, row] of matrix.entries()) {
    if (!Array.isArray(row) || row.length !== matrix.length)
      return [
        {
          code: 'matrix_not_square',
          path: `${path}[${i}]`,
          values: { rows: matrix.length, columns: Array.isArray(row) ? row.length : null },
        },
      ]
    for (let j = 0; j < row.length; j++) {
      const entry: unknown = row[j]
      if (!Number.isInteger(entry) || (entry as number) < 0 || (entry as number) > UINT32)
        return [{ code: 'matrix_entry', path: `${path}[${i}][${j}]`, values: { entry } }]
    }
  }
  return []
}

interface Named {
  path: string
  index: number | undefined
  point: readonly number[] | undefined
}

function places({ jobs = [], shipments = [], vehicles }: VroomInput): Named[] {
  const task = (
    path: string,
    one: { location_index?: number | undefined; location?: readonly number[] | undefined },
  ) => {
    return { path: `${path}.location`, index: one.location_index, point: one.location }
  }
  return [
    ...jobs.map((one, i) => task(`jobs[${i}]`, one)),
    ...shipments.flatMap((one, i) => [
      task(`shipments[${i}].pickup`, one.pickup),
      task(`shipments[${i}].delivery`, one.delivery),
    ]),
    ...vehicles.flatMap((one, v) =>
      (['start', 'end'] as const)
        .map((key) => ({ path: `vehicles[${v}].${key}`, index: one[`${key}_index`], point: one[key] }))
        .filter(({ index, point }) => index !== undefined || point !== undefined),
    ),
  ]
}

/** Indexes everywhere or nowhere, as VROOM wants it; without them coordinates everywhere. */
function findPlaces(input: VroomInput): Refusal[] {
  const all = places(input)
  const custom =
    input.matrix !== undefined || Object.values(input.matrices ?? {}).some((one) => KINDS.some((k) => one[k]))
  return all.flatMap(({ path, index, point }): Refusal[] => {
    const indexPath = path.endsWith('.location') ? `${path}_index` : `${path}_index`
    if (custom && index === undefined) return [{ code: 'location_index_missing', path: indexPath }]
    if (!custom && index !== undefined) return [{ code: 'location_index_unexpected', path: indexPath }]
    return !custom && !point ? [{ code: 'location_missing', path }] : []
  })
}

function findProfiles(input: VroomInput): Refusal[] {
  const all = places(input)
  const most = all.reduce<Named | null>((max, one) => ((one.index ?? -1) > (max?.index ?? -1) ? one : max), null)
  const everywhere = all.every(({ point }) => point !== undefined)
  const profiles = new Map(input.vehicles.map((one, v) => [one.profile ?? 'car', v]))
  const anyDistances = [...profiles.keys()].some((profile) => matricesOf(input, profile).distances)
  return [...profiles].flatMap(([profile, v]): Refusal[] => {
    const tables = matricesOf(input, profile)
    const at = `matrices.${profile}`
    const small = KINDS.flatMap((kind): Refusal[] =>
      most?.index !== undefined && tables[kind] && tables[kind].length <= most.index
        ? [
            {
              code: 'location_index_out_of_range',
              path: `${most.path}_index`,
              values: { index: most.index, table: `${at}.${kind}`, size: tables[kind].length },
            },
          ]
        : [],
    )
    if (small.length > 0) return small
    if (!tables.durations && tables.distances) return [{ code: 'durations_missing', path: `${at}.durations` }]
    if (!tables.durations && !everywhere)
      return [{ code: 'matrix_missing', path: `vehicles[${v}].profile`, values: { profile } }]
    if (!tables.distances && anyDistances) return [{ code: 'distances_missing', path: `${at}.distances` }]
    return findPrices(input, profile, tables, everywhere)
  })
}

/** A table of all ways for each profile and speed: more of it than a server has memory for is refused, not tried. */
function findSize(input: VroomInput): Refusal[] {
  const { count, indexed } = placesOf(input)
  const speeds = new Map(
    input.vehicles.map(({ profile = 'car', speed_factor = 1 }) => [
      `${profile} ${Math.round(100 / speed_factor)}`,
      profile,
    ]),
  )
  const withTable = (profile: string) =>
    indexed || count <= MOST_PLACES_IN_A_TABLE || matricesOf(input, profile).durations !== undefined
  const tables = [...speeds.values()].filter(withTable).length
  if (tables * count ** 2 <= MOST_WAYS) return []
  return [{ code: 'too_many_places', path: 'vehicles', values: { places: count, tables, ways: MOST_WAYS } }]
}

/** A price per kilometre needs kilometres; a price per hour and a table of costs contradict each other. */
function findPrices(input: VroomInput, profile: string, tables: VroomMatrices, everywhere: boolean): Refusal[] {
  return input.vehicles.flatMap(({ costs, profile: own = 'car' }, v): Refusal[] => {
    if (own !== profile) return []
    const path = `vehicles[${v}].costs`
    if (tables.costs && costs?.per_hour !== undefined && costs.per_hour !== 3600)
      return [{ code: 'costs_with_per_hour', path: `${path}.per_hour`, values: { profile } }]
    if (costs?.per_km && !tables.distances && !everywhere)
      return [{ code: 'distances_missing', path: `${path}.per_km`, values: { profile } }]
    return []
  })
}

export type { Kind as MatrixKind }
