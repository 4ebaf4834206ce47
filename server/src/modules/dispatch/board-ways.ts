import { AREAS, HOUR_CLASSES, placeKey } from '@aftercare/dispatch'
import type { Position } from '@aftercare/rules'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { type KnownTechnician, position } from './technicians.ts'
import { pairsAmong, waysBetween } from './travel-times.ts'

/** Up to so many places a board is told all kept ways among them; beyond, those of each technician's own stops. */
const MOST_PLACES = 100

const pace = z.number().describe('times the plain estimate')
export const boardWays = z
  .object({
    pace: z.record(z.enum(AREAS), z.record(z.enum(HOUR_CLASSES), pace)),
    places: z.array(z.number()).describe('each place as one number'),
    kept: z
      .array(z.object({ from: z.number(), to: z.number(), seconds: z.number(), metres: z.number() }))
      .describe('told by a matrix service; from and to are indexes in `places`'),
  })
  .meta({ id: 'BoardWays' })

export interface Placed {
  technicianId?: string
  lat: number | null
  lon: number | null
}

/** What the board needs to judge a drop and draw ways as the server would. */
export async function boardWaysOf(
  tx: Tx,
  people: readonly KnownTechnician[],
  visits: readonly Placed[],
  tray: readonly Placed[],
): Promise<z.output<typeof boardWays>> {
  const ways = await waysBetween(tx, () => pairsOn(people, visits, tray))
  const places = new Map<number, number>()
  const numberOf = (key: number) => {
    const number = places.get(key) ?? places.size
    places.set(key, number)
    return number
  }
  const kept = [...ways.kept].flatMap(([from, row]) =>
    [...row].flatMap(([to, leg]) => (leg ? [{ from: numberOf(from), to: numberOf(to), ...leg }] : [])),
  )
  return { pace: ways.pace, places: [...places.keys()], kept }
}

function pairsOn(people: readonly KnownTechnician[], visits: readonly Placed[], tray: readonly Placed[]) {
  const placesOf = (list: readonly Placed[]) => list.map(({ lat, lon }) => position(lat, lon))
  const all = [...people.map((one) => one.home), ...placesOf(visits), ...placesOf(tray)]
  const byKey = new Map(all.flatMap((one) => (one ? [[placeKey(one), one] as const] : [])))
  if (byKey.size <= MOST_PLACES) return pairsAmong([...byKey.values()])
  const own = Map.groupBy(visits, (one) => one.technicianId)
  return people.flatMap(({ id, home }): (readonly [Position, Position])[] =>
    pairsAmong([home, ...placesOf(own.get(id) ?? [])]),
  )
}
