import { Temporal } from 'temporal-polyfill'
import {
  ALWAYS_OPEN,
  type BusinessCalendar,
  decidePriority,
  type Impact,
  readClock,
  startClocks,
  TARGETS,
  type Urgency,
} from '../../packages/rules/src/index.ts'
import type { Row } from './fill.ts'
import { Dice } from './random.ts'

/** Everything a history writes down: rows by table, and the numbers people see. */
export class Book {
  readonly rows: Record<string, Row[]> = {}
  readonly #next = new Map<string, number>()
  dice: Dice

  constructor(dice: Dice) {
    this.dice = dice
  }

  /** One story with dice of its own: how far it is, and so how often it draws, depends on the hour, and must move no other. */
  apart(story: () => void): void {
    const shared = this.dice
    this.dice = new Dice(Math.floor(shared.next() * 2 ** 32))
    story()
    this.dice = shared
  }

  add(table: string, row: Row): Row {
    this.rows[table] ??= []
    this.rows[table].push(row)
    return row
  }

  number(prefix: string, at: Date): string {
    const key = `${prefix} ${at.getUTCFullYear()}`
    const next = this.#next.get(key) ?? 1
    this.#next.set(key, next + 1)
    return `${prefix}-${at.getUTCFullYear()}-${String(next).padStart(6, '0')}`
  }

  /** So that the company goes on counting where the demo ends. */
  numberBlocks(): Row[] {
    return [...this.#next].map(([key, next]) => ({
      kind: key.split(' ')[0],
      year: Number(key.split(' ')[1]),
      // Invoices and credit notes have no gaps, not even here.
      next: /^(IN|CR)-/.test(key) ? next : next + 100,
    }))
  }

  event(
    type: string,
    at: Date,
    subject: { type: string; id: string },
    more: {
      thread?: string
      station?: string | null
      by?: { id: string; name: string } | null
      isPublic?: boolean
      data?: object
    },
  ): void {
    this.add('kit.event', {
      id: this.dice.id(at),
      type,
      subject_type: subject.type,
      subject_id: subject.id,
      subject_version: 1,
      thread_id: more.thread ?? null,
      station_id: more.station ?? null,
      at: at.toISOString(),
      actor_kind: more.by ? 'person' : 'system',
      actor_id: more.by?.id ?? null,
      actor_name: more.by?.name ?? 'Aftercare',
      is_public: more.isPublic ?? false,
      data: more.data ?? {},
    })
  }
}

/** The moment of a wall-clock time at a place. */
export function localTime(day: string, time: string, zone: string): Date {
  return new Date(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds)
}
export function localDay(at: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString()
}
export const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000)

export interface Reading {
  priority: string
  impact: number
  urgency: number
  reasons: object[]
}

/** Priority by the same rules as the server's. */
export function readPriority(impact: number, urgency: number, safety: boolean): Reading {
  const decided = decidePriority({
    impact: impact as Impact,
    urgency: urgency as Urgency,
    ...(safety ? { safety: true } : {}),
  } as Parameters<typeof decidePriority>[0])
  return { priority: decided.priority, impact, urgency, reasons: decided.reasons }
}

export function calendarOf(row: Row): BusinessCalendar {
  return {
    id: String(row.id),
    version: 1,
    timeZone: String(row.time_zone),
    weekly: row.weekly as BusinessCalendar['weekly'],
    holidays: row.holidays as string[],
    workdays: row.workdays as BusinessCalendar['workdays'],
  }
}

const clocksOf = (of: { openedAt: Date; priority: string; calendar: BusinessCalendar }) =>
  startClocks(TARGETS[of.priority as keyof typeof TARGETS], of.openedAt.getTime(), {
    business: of.calendar,
    '24x7': ALWAYS_OPEN(of.calendar.timeZone),
  })

/** When a request must have been answered and be resolved, before anything pauses its clocks. */
export function deadlines(of: { openedAt: Date; priority: string; calendar: BusinessCalendar }, now: Date) {
  const due = (kind: string) => {
    const clock = clocksOf(of).find((one) => one.kind === kind)
    return clock ? readClock({ ...clock, pauses: [], metAt: null } as never, now.getTime()).dueAt : Infinity
  }
  return { respond: due('respond'), end: Math.min(due('restore'), due('resolve')) }
}

/** The clocks of a request with what met them; answers the nearest deadline still running. */
export function writeClocks(
  book: Book,
  request: {
    id: string
    openedAt: Date
    priority: string
    calendar: BusinessCalendar
    pauses?: { reason: string; fromAt: number; toAt: number | null }[]
  },
  met: { respond: Date | null; end: Date | null },
  now: Date,
  stopped: Date | null,
): Date | null {
  const clocks = clocksOf(request)
  let nearest: number | null = null
  for (const clock of clocks) {
    const metAt = clock.kind === 'respond' ? met.respond : met.end
    const state = readClock(
      { ...clock, pauses: (request.pauses ?? []) as never, metAt: metAt?.getTime() ?? null },
      now.getTime(),
    )
    const running = !metAt && !stopped
    book.add('requests.clock', {
      request_id: request.id,
      kind: clock.kind,
      started_at: request.openedAt.toISOString(),
      target_ms: clock.targetMs,
      calendar: clock.calendar,
      due_at: new Date(state.dueAt).toISOString(),
      met_at: metAt?.toISOString() ?? null,
      is_paused: running && state.status === 'paused',
      stopped_at: stopped?.toISOString() ?? null,
      next_step_at: running ? new Date(Math.max(now.getTime(), state.dueAt)).toISOString() : null,
    })
    if (running && (nearest === null || state.dueAt < nearest)) nearest = state.dueAt
  }
  return nearest === null ? null : new Date(nearest)
}
