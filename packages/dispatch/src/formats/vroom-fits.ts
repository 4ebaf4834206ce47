import type { VroomInput, VroomJob, VroomShipment, VroomVehicle } from './vroom-shape.ts'

type Whole = Pick<VroomJob | VroomShipment, 'skills' | 'x'>

/** Why a vehicle may not do something, apart from times and loads; the first that applies. */
export type Unfit = { code: 'skill' | 'excluded' | 'part'; values: Record<string, unknown> } | null

export function unfit(whole: Whole, vehicle: VroomVehicle): Unfit {
  const missing = (whole.skills ?? []).filter((skill) => !vehicle.skills?.includes(skill))
  if (missing.length > 0) return { code: 'skill', values: { skills: missing } }
  const person = vehicle.x?.person ?? vehicle.id
  const { excluded, only, parts_from: parts } = whole.x ?? {}
  if (excluded?.includes(person) || (only && !only.includes(person))) return { code: 'excluded', values: { person } }
  const there = parts?.find((one) => one.person === person) ?? parts?.find((one) => one.person === undefined)
  if (!there || (there.from !== null && (vehicle.time_window?.[0] ?? 0) >= there.from)) return null
  return { code: 'part', values: { from: there.from } }
}

/** The row of vehicles that may do it; one array for all with the same demands, none where everybody may. */
export function fitsOf({ vehicles }: VroomInput): (whole: Whole) => Uint8Array | undefined {
  const known = new Map<string, Uint8Array | undefined>()
  return (whole) => {
    const { excluded, only, parts_from } = whole.x ?? {}
    const key = JSON.stringify([whole.skills ?? [], excluded, only, parts_from])
    if (known.has(key)) return known.get(key)
    const row = Uint8Array.from(vehicles, (vehicle) => (unfit(whole, vehicle) ? 0 : 1))
    const result = row.every((one) => one === 1) ? undefined : row
    known.set(key, result)
    return result
  }
}
