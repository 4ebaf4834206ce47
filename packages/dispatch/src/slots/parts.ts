import type { Problem } from '../plan/index.ts'

/**
 * `fits` narrowed to vehicles on which the parts can be: a vehicle counts when its shift begins at or after the moment
 * they are there for its technician.
 * @param from per vehicle: when the parts are there for its technician, in the time of the problem; null = never
 */
export function fitsFromParts(
  { vehicles }: Pick<Problem, 'vehicles'>,
  fits: Uint8Array | undefined,
  from: (vehicle: number) => number | null,
): Uint8Array {
  return Uint8Array.from(vehicles, ({ shift }, v) => {
    const there = from(v)
    return (fits?.[v] ?? 1) && there !== null && shift[0] >= there ? 1 : 0
  })
}
