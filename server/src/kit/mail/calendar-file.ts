import { Temporal } from 'temporal-polyfill'

/** An appointment as calendars exchange it (RFC 5545, and RFC 5546 for who asks whom). */
export interface Appointment {
  /** The same for every file about one appointment: a calendar replaces what it has. */
  uid: string
  /** Grows with every change; calendars ignore what is older than what they have. */
  sequence: number
  method: 'REQUEST' | 'CANCEL'
  /** When this file was made. */
  at: Date
  from: Date
  to: Date
  timeZone: string
  summary: string
  description?: string
  location?: string
  url?: string
  organizer: { name: string; email: string }
  attendee: { name: string; email: string }
}

/** The text of the file, with CRLF and lines of at most 75 octets. */
export function calendarFile(one: Appointment): string {
  const { timeZone } = one
  const lines = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Aftercare//Appointments//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    `METHOD:${one.method}`,
    ...zoneLines(timeZone, one.from),
    'BEGIN:VEVENT',
    `UID:${text(one.uid)}`,
    `SEQUENCE:${one.sequence}`,
    `DTSTAMP:${utc(one.at)}`,
    `DTSTART;TZID=${timeZone}:${local(one.from, timeZone)}`,
    `DTEND;TZID=${timeZone}:${local(one.to, timeZone)}`,
    `SUMMARY:${text(one.summary)}`,
    ...(one.description ? [`DESCRIPTION:${text(one.description)}`] : []),
    ...(one.location ? [`LOCATION:${text(one.location)}`] : []),
    ...(one.url ? [`URL:${one.url}`] : []),
    `ORGANIZER;CN=${parameter(one.organizer.name)}:mailto:${one.organizer.email}`,
    `ATTENDEE;CN=${parameter(one.attendee.name)};PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${one.attendee.email}`,
    `STATUS:${one.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/**
 * The zone as it is around the appointment: from the change of the clock before it to the two after it, from the zone
 * data of this machine. A zone whose clock never changes is one line of standard time.
 */
function zoneLines(timeZone: string, at: Date): string[] {
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  const before = here.getTimeZoneTransition('previous')
  const next = here.getTimeZoneTransition('next')
  const changes = [before, next, next?.getTimeZoneTransition('next')].filter((one) => one != null)
  const observances = changes.length > 0 ? changes.map(observance) : [constant(here.offset)]
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observances.flat(), 'END:VTIMEZONE']
}

function observance(change: Temporal.ZonedDateTime): string[] {
  const was = change.subtract({ nanoseconds: 1 })
  const kind = change.offsetNanoseconds > was.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD'
  // The clock on the wall at the change, as it was still going (RFC 5545 3.8.2.4).
  const wall = was.toPlainDateTime().round({ smallestUnit: 'second', roundingMode: 'ceil' })
  return [`BEGIN:${kind}`, `DTSTART:${compact(wall.toString())}`, ...offsets(was.offset, change.offset), `END:${kind}`]
}

function constant(offset: string): string[] {
  return ['BEGIN:STANDARD', 'DTSTART:19700101T000000', ...offsets(offset, offset), 'END:STANDARD']
}

const offsets = (from: string, to: string) => [
  `TZOFFSETFROM:${from.replaceAll(':', '')}`,
  `TZOFFSETTO:${to.replaceAll(':', '')}`,
]

const compact = (iso: string) => iso.slice(0, 19).replaceAll(/[-:]/g, '').padEnd(15, '0')
const utc = (at: Date) => `${compact(at.toISOString())}Z`
const local = (at: Date, timeZone: string) =>
  compact(
    Temporal.Instant.fromEpochMilliseconds(at.getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'second' }),
  )

const text = (value: string) =>
  value
    .replaceAll('\\', '\\\\')
    .replaceAll(/\r\n?|\n/g, '\\n')
    .replaceAll(',', '\\,')
    .replaceAll(';', '\\;')

/** A parameter has no escapes: what would end it is left out. */
const parameter = (value: string) => `"${value.replaceAll(/["\r\n]/g, ' ')}"`

/** At most 75 octets a line, never in the middle of a character; what goes on begins with a space. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const char of line) {
    const octets = Buffer.byteLength(char)
    if (size + octets > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      size = 0
    }
    part += char
    size += octets
  }
  return [...parts, part].join('\r\n ')
}
