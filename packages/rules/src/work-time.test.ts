import { expect, test } from 'vitest'
import { roadKm, workTime } from './work-time.ts'

const at = (minute: number) => Date.UTC(2026, 0, 5) + minute * 60_000

test('travel, time on the spot and work come from the steps', () => {
  const stamps = { enRouteAt: at(0), arrivedAt: at(31.4), startedAt: at(40), finishedAt: at(100) }
  expect(workTime(stamps)).toEqual({ travelMinutes: 31, siteMinutes: 9, workMinutes: 60, pauseMinutes: 0 })
})

test('nobody opened: the wait is time on the spot; a step never told is none, a clock put right never negative', () => {
  const none = { enRouteAt: null, arrivedAt: at(10), startedAt: null, finishedAt: at(25) }
  expect(workTime(none)).toEqual({ travelMinutes: 0, siteMinutes: 15, workMinutes: 0, pauseMinutes: 0 })
  const turned = { enRouteAt: at(9), arrivedAt: at(3), startedAt: null, finishedAt: null }
  expect(workTime(turned).travelMinutes).toBe(0)
})

test('a pause is time of no stretch, whichever it falls into; one that still rests ends with the visit', () => {
  const stamps = { enRouteAt: at(0), arrivedAt: at(30), startedAt: at(40), finishedAt: at(100) }
  const pauses = [
    { from: at(25), to: at(32) },
    { from: at(50), to: at(62) },
    { from: at(95), to: null },
  ]
  expect(workTime(stamps, pauses)).toEqual({ travelMinutes: 25, siteMinutes: 8, workMinutes: 43, pauseMinutes: 24 })
  expect(workTime({ ...stamps, finishedAt: null }, pauses)).toMatchObject({ workMinutes: 0, pauseMinutes: 0 })
})

test('the way is a third longer than the air line, and unknown without both ends', () => {
  const peoplesSquare = { lat: 31.2304, lon: 121.4737 }
  const lujiazui = { lat: 31.2397, lon: 121.4998 }
  expect(roadKm(peoplesSquare, lujiazui)).toBe(3.5)
  expect(roadKm(peoplesSquare, peoplesSquare)).toBe(0)
  expect(roadKm(null, lujiazui)).toBeNull()
})
