import type { Refusal } from './refusal.ts'
import type { VroomInput, VroomJob } from './vroom-shape.ts'

/** Ids that stand twice, references that lead nowhere, persons in two places, orders that go in a circle. */
export function findIds(input: VroomInput): Refusal[] {
  const { jobs = [], shipments = [], vehicles, x = {} } = input
  const persons = new Set(vehicles.map((one) => one.x?.person ?? one.id))
  const numbers = new Set(vehicles.map((one) => one.id))
  const named = [...jobs.map((one) => one.x), ...shipments.map((one) => one.x)]
  const pathOf = (i: number) => (i < jobs.length ? `jobs[${i}].x` : `shipments[${i - jobs.length}].x`)
  return [
    ...twice(jobs.map(({ id }, i) => [id, `jobs[${i}].id`])),
    ...twice(shipments.map(({ pickup }, i) => [pickup.id, `shipments[${i}].pickup.id`])),
    ...twice(shipments.map(({ delivery }, i) => [delivery.id, `shipments[${i}].delivery.id`])),
    ...twice(vehicles.map(({ id }, i) => [id, `vehicles[${i}].id`])),
    ...vehicles.flatMap(({ breaks = [] }, v) =>
      twice(breaks.map(({ id }, i) => [id, `vehicles[${v}].breaks[${i}].id`])),
    ),
    ...twice((x.persons ?? []).map(({ id }, i) => [id, `x.persons[${i}].id`])),
    ...named.flatMap((one, i) => unknownOf(one, pathOf(i), persons, numbers)),
    ...(x.persons ?? []).flatMap(({ id }, i) => unknown(persons, id, `x.persons[${i}].id`)),
    ...findPersonTwice(vehicles),
    ...findPrecedences(input),
  ]
}

function twice(ids: readonly (readonly [id: number, path: string])[]): Refusal[] {
  const seen = new Map<number, string>()
  return ids.flatMap(([id, path]): Refusal[] => {
    const first = seen.get(id)
    if (first !== undefined) return [{ code: 'duplicate_id', path, values: { id, first } }]
    seen.set(id, path)
    return []
  })
}

const unknown = (known: ReadonlySet<number>, id: number, path: string): Refusal[] =>
  known.has(id) ? [] : [{ code: 'unknown_id', path, values: { id } }]

function unknownOf(
  x: VroomJob['x'],
  path: string,
  persons: ReadonlySet<number>,
  vehicles: ReadonlySet<number>,
): Refusal[] {
  if (!x) return []
  const lists = (['preferred', 'excluded', 'only'] as const).flatMap((key) =>
    (x[key] ?? []).flatMap((id, i) => unknown(persons, id, `${path}.${key}[${i}]`)),
  )
  const parts = (x.parts_from ?? []).flatMap(({ person }, i) =>
    person === undefined ? [] : unknown(persons, person, `${path}.parts_from[${i}].person`),
  )
  return [...lists, ...parts, ...(x.pinned ? unknown(vehicles, x.pinned.vehicle, `${path}.pinned.vehicle`) : [])]
}

/** Two routes of one person must not overlap: nobody is in two places. */
function findPersonTwice(vehicles: VroomInput['vehicles']): Refusal[] {
  const routes = vehicles.map(({ x, time_window: window, id }, v) => {
    const to = (window?.[1] ?? Number.POSITIVE_INFINITY) + (x?.overtime?.max ?? 0)
    // A vehicle without a person of its own is driven by the one of its number.
    return { v, id, person: x?.person ?? id, from: window?.[0] ?? 0, to }
  })
  return [...Map.groupBy(routes, ({ person }) => person)].flatMap(([person, own]) => {
    const inOrder = own.sort((a, b) => a.from - b.from)
    return inOrder.flatMap((one, i): Refusal[] => {
      const last = inOrder[i - 1]
      if (!last || last.to <= one.from) return []
      return [{ code: 'person_twice', path: `vehicles[${one.v}].time_window`, values: { person, also: last.id } }]
    })
  })
}

function findPrecedences({ jobs = [], x = {} }: VroomInput): Refusal[] {
  const ids = new Set(jobs.map(({ id }) => id))
  const all = x.precedences ?? []
  const lost = all.flatMap(({ before, after }, i) => [
    ...unknown(ids, before, `x.precedences[${i}].before`),
    ...unknown(ids, after, `x.precedences[${i}].after`),
  ])
  if (lost.length > 0) return lost
  return all.flatMap(({ before, after }, i): Refusal[] =>
    leadsTo(all, after, before) ? [{ code: 'circular', path: `x.precedences[${i}]`, values: { before, after } }] : [],
  )
}

function leadsTo(all: readonly { before: number; after: number }[], from: number, to: number): boolean {
  const seen = new Set<number>()
  const open = [from]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one === to) return true
    if (seen.has(one)) continue
    seen.add(one)
    for (const { before, after } of all) if (before === one) open.push(after)
  }
  return false
}
