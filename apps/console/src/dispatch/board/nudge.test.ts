import { expect, test } from 'vitest'
import { sameClock } from './axis.ts'
import type { Item, Row, Visit } from './board-data.ts'
import { type Nudging, nudged } from './nudge.ts'

const at = (text: string) => Date.parse(text)
const QUARTER = 15 * 60_000

function rowsOn(...zones: string[]): Row[] {
  return zones.map((zone, i) => ({
    technician: { id: `t${i}`, skills: [], certificates: [], shifts: [], absences: [], home: null },
    zone,
    visits: [],
    clashing: new Set(),
    load: null,
  })) as unknown as Row[]
}

function begun(startsAt: string, endsAt: string, ...zones: string[]): Nudging {
  const links = { after: null, before: null }
  const work = { timeZone: zones[0], lat: null, lon: null, skillCodes: [], status: 'scheduled', links }
  const lead = { id: 'a', technicianId: 't0', startsAt, endsAt, ...work } as unknown as Visit
  const group: Item[] = [{ kind: 'visit', visit: lead }]
  return { lead, group, rows: rowsOn(...zones), index: 0, startAt: at(startsAt), zone: zones[0]! }
}

test('onto the row of a station in another clock, nine o’clock stays nine o’clock; back again it is where it was', () => {
  const from = begun('2026-11-23T09:00+08:00', '2026-11-23T10:00+08:00', 'Asia/Shanghai', 'Europe/Berlin', 'Asia/Tokyo')
  const down = nudged(from, { ms: 0, rows: 1 }, [])
  expect(down.first).toMatchObject({ index: 1, startAt: at('2026-11-23T09:00+01:00') })
  const later = nudged(down.to, { ms: QUARTER, rows: 0 }, [])
  expect(later.first).toMatchObject({ index: 1, startAt: at('2026-11-23T09:15+01:00') })
  const further = nudged(later.to, { ms: 0, rows: 1 }, [])
  expect(further.first).toMatchObject({ index: 2, startAt: at('2026-11-23T09:15+09:00') })
  const beyond = nudged(further.to, { ms: 0, rows: 1 }, [])
  expect(beyond.first).toMatchObject({ index: 2, startAt: at('2026-11-23T09:15+09:00') })
  const back = nudged(beyond.to, { ms: -QUARTER, rows: -2 }, [])
  expect(back.first).toMatchObject({ index: 0, startAt: from.startAt })
})

test('a clock is read as it stands on the wall, also on the day it changes', () => {
  const [berlin, shanghai] = ['Europe/Berlin', 'Asia/Shanghai']
  expect(sameClock(at('2026-10-25T09:00+01:00'), berlin, shanghai)).toBe(at('2026-10-25T09:00+08:00'))
  expect(sameClock(at('2026-10-25T09:00+08:00'), shanghai, berlin)).toBe(at('2026-10-25T09:00+01:00'))
  expect(sameClock(at('2026-03-29T13:30+02:00'), berlin, shanghai)).toBe(at('2026-03-29T13:30+08:00'))
  // What one clock skips is the moment of its jump.
  expect(sameClock(at('2026-03-29T02:30+08:00'), shanghai, berlin)).toBe(at('2026-03-29T03:00+02:00'))
})
