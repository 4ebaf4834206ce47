import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Appointment, calendarFile } from './calendar-file.ts'

const plain: Appointment = {
  uid: '0193a000@aftercare',
  sequence: 2,
  method: 'REQUEST',
  at: new Date('2026-10-01T08:00:00Z'),
  from: new Date('2026-10-26T09:00:00Z'),
  to: new Date('2026-10-26T11:00:00Z'),
  timeZone: 'Europe/Berlin',
  summary: 'Wartung; Gerät 7, Küche',
  organizer: { name: 'Aftercare', email: 'service@example.com' },
  attendee: { name: '李 "Wei"', email: 'li@example.com' },
}
const linesOf = (file: string) => file.replaceAll('\r\n ', '').split('\r\n')

test('an appointment in its zone, with the changes of the clock around it', () => {
  const lines = linesOf(calendarFile(plain))
  expect(lines).toContain('METHOD:REQUEST')
  expect(lines).toContain('SEQUENCE:2')
  expect(lines).toContain('DTSTART;TZID=Europe/Berlin:20261026T100000')
  expect(lines).toContain('SUMMARY:Wartung\\; Gerät 7\\, Küche')
  const zone = lines.slice(lines.indexOf('BEGIN:VTIMEZONE'), lines.indexOf('END:VTIMEZONE'))
  expect(zone).toEqual([
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Berlin',
    'BEGIN:STANDARD',
    'DTSTART:20261025T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:20270328T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'DTSTART:20271031T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
  ])
})

test('a zone whose clock stands: one standard time, in force long before', () => {
  const from = new Date('2026-11-23T01:00:00Z')
  const file = calendarFile({ ...plain, timeZone: 'Asia/Shanghai', from, to: new Date('2026-11-23T02:00:00Z') })
  const lines = linesOf(file)
  expect(lines).toContain('DTSTART;TZID=Asia/Shanghai:20261123T090000')
  expect(lines.filter((one) => one === 'TZOFFSETTO:+0800')).toHaveLength(1)
})

test('a cancellation says so', () => {
  const lines = linesOf(calendarFile({ ...plain, method: 'CANCEL', sequence: 3 }))
  expect(lines).toEqual(
    expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:3', 'UID:0193a000@aftercare']),
  )
})

test('whatever is in the texts: lines of at most 75 octets, every part closed, nothing injected', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 200 })
  fc.assert(
    fc.property(words, words, words, (summary, location, name) => {
      const file = calendarFile({ ...plain, summary, location, attendee: { name, email: 'a@example.com' } })
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      const lines = linesOf(file)
      for (const part of ['VCALENDAR', 'VTIMEZONE', 'VEVENT'])
        expect(lines.filter((one) => one === `BEGIN:${part}` || one === `END:${part}`)).toHaveLength(2)
      expect(lines.filter((one) => one.startsWith('SUMMARY:'))).toHaveLength(1)
    }),
  )
})
