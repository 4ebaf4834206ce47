import type { Person } from '@aftercare/dispatch/plan'
import { chainOf, type Fixed, UNKNOWN_WAY_S, type WayOn } from './plan-kept.ts'
import { up, type WorkingDay } from './plan-vehicles.ts'
import { type WorkedBy, weekKey, weekOf } from './work-hours.ts'

const lengthOf = (spans: readonly { fromAt: number; toAt: number }[]) =>
  spans.reduce((sum, one) => sum + one.toAt - one.fromAt, 0)

/**
 * The days with room for what is booked on them already, the way home and the hours of it included: limits keep work from
 * being added, they do not throw out what somebody has booked knowing why.
 */
export function withBooked<T extends Fixed>(
  days: readonly WorkingDay[],
  booked: readonly T[],
  wayS: WayOn,
): WorkingDay[] {
  const byPerson = Map.groupBy(booked, ({ visit }) => visit!.technicianId)
  return days.map((day) => {
    const own = chainOf(byPerson.get(day.technician.id) ?? [], day)
    const [first] = own
    if (!first || (day.ends === null && day.mostMs === null)) return day
    const way = (from: Fixed['position'], to: Fixed['position']) =>
      up((from && to ? wayS(from, to, day) : UNKNOWN_WAY_S) * 1000)
    const homeAt = Math.max(
      ...own.map(({ position, visit }) => up(visit!.endAt) + (day.ends ? way(position, day.ends) : 0)),
    )
    const outAt = first.visit!.startAt - (day.begins ? way(day.begins, first.position) : 0)
    const inside = day.pauses.filter((one) => one.fromAt >= outAt && one.toAt <= homeAt)
    return {
      ...day,
      toAt: day.ends ? Math.max(day.toAt, homeAt) : day.toAt,
      mostMs: day.mostMs === null ? null : Math.max(day.mostMs, homeAt - outAt - lengthOf(inside)),
    }
  })
}

/** Somebody in one week: caps hold over its days, and what is booked on them already fits in. */
export function personsOf(days: readonly WorkingDay[], worked: WorkedBy, zone: string, booked: readonly Fixed[]) {
  const keys = days.map((day) => weekKey(day.technician.id, weekOf(day.fromAt, zone)))
  const all = [...new Set(keys)]
  const spans = Map.groupBy(booked, ({ visit }) => weekKey(visit!.technicianId, weekOf(visit!.startAt, zone)))
  const persons = all.map((key): Person => {
    const { technician } = days[keys.indexOf(key)]!
    const { weeklyMinutes, weeklyOvertimeMinutes, overtimePrice } = technician.hours
    if (weeklyMinutes === null) return {}
    const left = weeklyMinutes * 60 - Math.ceil((worked.get(key) ?? 0) / 1000)
    const taken = (spans.get(key) ?? []).reduce((sum, { visit }) => sum + (visit!.endAt - visit!.startAt) / 1000, 0)
    // Ways between what is booked are not known here: an hour for each visit is more than enough.
    const room = taken === 0 ? 0 : taken + (spans.get(key)?.length ?? 0) * 3600
    return {
      maxWork: Math.max(0, left + weeklyOvertimeMinutes * 60, taken > left + weeklyOvertimeMinutes * 60 ? room : 0),
      overtime: { after: Math.max(0, left), perHour: overtimePrice * 3600 },
    }
  })
  return { persons, personOf: (v: number) => all.indexOf(keys[v]!) }
}
