import type { Job } from '@aftercare/dispatch/plan'
import type { PlanJob } from './plan-facts.ts'
import { chainOf, type Fixed } from './plan-kept.ts'
import type { WorkingDay } from './plan-vehicles.ts'

/** Where somebody collects a part for a visit that stays where it is. */
export interface PickUpStop extends Fixed {
  visit: NonNullable<Fixed['visit']>
}

export const pickUpStops = (jobs: readonly PlanJob[]): PickUpStop[] =>
  jobs.flatMap(({ visit }) =>
    visit?.pickUp
      ? [
          {
            position: visit.pickUp.place.position,
            visit: { technicianId: visit.technicianId, startAt: visit.pickUp.startAt, endAt: visit.pickUp.endAt },
          },
        ]
      : [],
  )

/** The stop as the solver takes it: theirs, at its time. */
export function stopJob(stop: PickUpStop, days: readonly WorkingDay[], base: number, place: number): Job {
  const { technicianId, startAt, endAt } = stop.visit
  const vehicle = days.findIndex((day) => day.technician.id === technicianId && chainOf([stop], day).length > 0)
  const start = Math.round((startAt - base) / 1000)
  return {
    place,
    setup: 0,
    service: Math.round((endAt - startAt) / 1000),
    windows: [[start, start]],
    delivery: [],
    pickup: [],
    priority: 0,
    pin: { vehicle, start },
  }
}
