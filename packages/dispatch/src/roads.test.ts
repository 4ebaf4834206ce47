import { fromIso as at } from '@aftercare/rules'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaOf, type DrivenWay, hourClassOf, learnPace, legOf, paceWith, placeKey, USUAL_PACE } from './roads.ts'

const HERE = { lat: 31.23, lon: 121.47 }
const NEAR = { lat: 31.24, lon: 121.49 }
const FAR = { lat: 31.63, lon: 121.87 }

describe('the class of an hour', () => {
  test('is that of the clock on the wall of the site', () => {
    expect(hourClassOf(at('2026-11-23T08:00+08:00'), 'Asia/Shanghai')).toBe('morning_peak')
    expect(hourClassOf(at('2026-11-23T08:00+08:00'), 'Europe/Berlin')).toBe('night')
    expect(hourClassOf(at('2026-11-23T12:00+08:00'), 'Asia/Shanghai')).toBe('day')
    expect(hourClassOf(at('2026-11-23T17:30+08:00'), 'Asia/Shanghai')).toBe('evening_peak')
    expect(hourClassOf(at('2026-11-22T12:00+08:00'), 'Asia/Shanghai')).toBe('weekend')
  })
})

describe('a way', () => {
  test('takes longer in the peak, and most so in town', () => {
    const town = (hours: 'day' | 'evening_peak') => legOf(HERE, NEAR, USUAL_PACE, hours).seconds
    const open = (hours: 'day' | 'evening_peak') => legOf(HERE, FAR, USUAL_PACE, hours).seconds
    expect(town('evening_peak') / town('day')).toBeGreaterThan(open('evening_peak') / open('day'))
    expect(legOf(HERE, HERE)).toEqual({ seconds: 0, metres: 0 })
    expect(areaOf(legOf(HERE, FAR).metres)).toBe('open')
  })

  test('is learnt: many ways win over the assumption, few hardly move it, nonsense is left out', () => {
    const plain = legOf(HERE, NEAR).seconds - 300
    const way = (times: number): DrivenWay => ({ from: HERE, to: NEAR, hours: 'day', seconds: 300 + plain * times })
    const [many] = learnPace(Array.from({ length: 500 }, () => way(1.6)))
    expect(many).toMatchObject({ area: 'town', hours: 'day', samples: 500 })
    expect(many!.factor).toBeCloseTo(1.6, 1)
    const [few] = learnPace([way(1.6)])
    expect(few!.factor).toBeLessThan(1.1)
    expect(learnPace([way(9), way(0.01), { ...way(1), to: HERE }])).toEqual([])
    const pace = paceWith([many!])
    expect(legOf(HERE, NEAR, pace).seconds).toBeCloseTo(300 + plain * many!.factor, -1)
    expect(pace.open).toEqual(USUAL_PACE.open)
  })

  test('learnt from ways driven at a pace comes back as that pace, whatever the places', () => {
    const near = fc.double({ min: -0.2, max: 0.2, noNaN: true })
    const pace = fc.double({ min: 0.5, max: 2, noNaN: true })
    fc.assert(
      fc.property(near, near, pace, (lat, lon, factor) => {
        const to = { lat: HERE.lat + lat, lon: HERE.lon + lon }
        const { seconds } = legOf(HERE, to)
        if (seconds < 400) return
        const driven = { from: HERE, to, hours: 'day' as const, seconds: 300 + (seconds - 300) * factor }
        const [learnt] = learnPace(Array.from({ length: 2000 }, () => driven))
        expect(Math.abs(Math.log(learnt!.factor / factor))).toBeLessThan(0.02)
      }),
      { numRuns: 30 },
    )
  })
})

test('a place is one number: the same door the same, the next house another', () => {
  const place = fc.record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  fc.assert(
    fc.property(place, (one) => {
      const key = placeKey(one)
      expect(Number.isSafeInteger(key)).toBe(true)
      expect(placeKey({ lat: Math.round(one.lat * 1e4) / 1e4, lon: Math.round(one.lon * 1e4) / 1e4 })).toBe(key)
    }),
  )
  expect(placeKey(HERE)).not.toBe(placeKey({ ...HERE, lat: HERE.lat + 0.0002 }))
})
