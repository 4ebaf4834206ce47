import type { MeterKind, MeterReading } from './case.ts'
import type { Day } from './days.ts'
import { dateOf, dayOf } from './days.ts'
import type { UsageLimit } from './decision.ts'
import { type Finding, met, notMet, step, unknown } from './finding.ts'

/** A reading this old still stands for the day itself. Working assumption: what is read at intake or at the last visit. */
const freshDays = 30
/** An older reading is carried forward at twice the average use so far; only what stays below the limit even then is taken as met. */
const margin = 2

/** The international mile. */
export const kmPerMile = 1.609344

/** Readings of that kind; where the odometer shows the other unit of distance, in that one. */
export function readingsOf(kind: MeterKind, readings: readonly MeterReading[]): readonly MeterReading[] {
  const other = kind === 'km' ? 'mile' : kind === 'mile' ? 'km' : undefined
  if (other === undefined || readings.some((one) => one.kind === kind)) return readings
  const factor = kind === 'km' ? kmPerMile : 1 / kmPerMile
  return readings
    .filter((one) => one.kind === other)
    .map((one) => ({ kind, value: Math.round(one.value * factor), at: one.at }))
}

export interface UsageQuestion {
  kind: MeterKind
  limit: number
  /** The day the usage counts. */
  day: Day
  /** When the product came into use at the latest: the average must not be taken too low. */
  start: Day
}

/** Whether the limit was kept on that day: "within" includes the limit itself. */
export function checkUsage(question: UsageQuestion, readings: readonly MeterReading[]): Finding {
  const { kind, limit, day, start } = question
  const sorted = readings
    .filter((one) => one.kind === kind)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.value - b.value))
  const later = sorted.find((one) => dayOf(one.at) >= day)
  if (later && later.value <= limit) return met(step('meter.within', sum(later, limit)))
  const earlier = sorted.filter((one) => dayOf(one.at) <= day).at(-1)
  if (earlier && earlier.value > limit) return notMet(step('meter.over', sum(earlier, limit)))
  if (!earlier) return unknown([`asset.meters.${kind}`], step('meter.unknown', { kind, limit }))
  const age = day - dayOf(earlier.at)
  if (age <= freshDays) return met(step('meter.within', sum(earlier, limit)))
  const inUse = dayOf(earlier.at) - start
  const projected =
    inUse > 0 ? Math.ceil(earlier.value + ((earlier.value * age) / inUse) * margin) : Number.POSITIVE_INFINITY
  if (projected <= limit && !later)
    return met(step('meter.projected', { ...sum(earlier, limit), projected, day: dateOf(day) }))
  return unknown([`asset.meters.${kind}`], step('meter.stale', { ...sum(earlier, limit), day: dateOf(day) }))
}

const sum = (reading: MeterReading, limit: number) => ({
  kind: reading.kind,
  value: reading.value,
  readAt: reading.at,
  limit,
  left: limit - reading.value,
})

/** For the warranty bar: the limit, the last reading, and the first reading above it. */
export function usageLimit(
  kind: MeterKind,
  limit: number,
  readings: readonly MeterReading[],
): { bar: UsageLimit; passed?: string } {
  const mine = readings.filter((one) => one.kind === kind).sort((a, b) => (a.at < b.at ? -1 : 1))
  const last = mine.at(-1)
  const passed = mine.find((one) => one.value > limit)?.at
  return {
    bar: { kind, value: limit, ...(last && { used: last.value, left: limit - last.value, readAt: last.at }) },
    ...(passed !== undefined && { passed }),
  }
}
