import { expect, test } from 'vitest'
import type { DayFacts, KeptVisit } from './store.ts'
import { factsOn, visitsOn } from './which-day.ts'

const list = (listId: string, country: string) => ({ listId, country })
const pack = (digest: string) => ({ country: 'CN', digest, packs: [] })
const facts = {
  ...{ date: '2026-11-20', timeZone: 'Asia/Shanghai', rules: [pack('old')] },
  priceLists: [list('today', 'CN'), list('tw', 'TW')],
  next: {
    ...{ date: '2026-11-23', visitIds: ['early', 'monday'], rules: [pack('new')] },
    priceLists: [list('monday', 'CN'), list('jp', 'JP')],
  },
} as unknown as DayFacts
const visit = (id: string, status: string, endsAt: string) =>
  ({ id, visit: { id, status, endsAt } }) as unknown as KeptVisit
const kept = [
  visit('undone', 'scheduled', '2026-11-20T10:00:00Z'),
  visit('begun', 'working', '2026-11-20T09:00:00Z'),
  visit('early', 'en_route', '2026-11-23T02:00:00Z'),
  visit('monday', 'accepted', '2026-11-23T05:00:00Z'),
]
const shown = (day: string) => {
  const { today, ahead } = visitsOn(facts, kept, day)
  return [today.map(({ id }) => id), ahead.map(({ id }) => id)]
}
const lists = (day: string) => factsOn(facts, day).priceLists.map((one) => `${one.country} ${one.listId}`)

test('until its morning the next day is shown ahead; a job of it that was begun is of today', () => {
  expect(shown('2026-11-20')).toEqual([['undone', 'begun', 'early'], ['monday']])
  expect(shown('2026-11-22')).toEqual([['undone', 'begun', 'early'], ['monday']])
})

test('from its midnight on the next day is today; of the day before stays what is under way', () => {
  expect(shown('2026-11-23')).toEqual([['begun', 'early', 'monday'], []])
  expect(shown('2026-11-24')).toEqual([['begun', 'early', 'monday'], []])
})

test('a visit over midnight is of both days, by the clock of the technician', () => {
  // 23:30 until 00:30 in Shanghai; the other ends as the day does.
  const night = [
    visit('night', 'scheduled', '2026-11-22T16:30:00Z'),
    visit('late', 'scheduled', '2026-11-22T16:00:00Z'),
  ]
  expect(visitsOn(facts, night, '2026-11-23').today.map(({ id }) => id)).toEqual(['night'])
})

test('prices and rules are those in force on the day; a country of only one of the days has its own', () => {
  expect(lists('2026-11-22').toSorted()).toEqual(['CN today', 'JP jp', 'TW tw'])
  expect(lists('2026-11-23').toSorted()).toEqual(['CN monday', 'JP jp', 'TW tw'])
  expect(factsOn(facts, '2026-11-22').rules).toMatchObject([{ digest: 'old' }])
  expect(factsOn(facts, '2026-11-23').rules).toMatchObject([{ digest: 'new' }])
})

test('read with an older app, or nothing planned: everything kept is of today', () => {
  const { next: _next, ...older } = facts
  expect(visitsOn(older, kept, '2026-11-24')).toEqual({ today: kept, ahead: [] })
  expect(factsOn(older, '2026-11-24')).toBe(older)
})
