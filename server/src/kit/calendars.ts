import { type BusinessCalendar, checkCalendar, RuleError } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Tx } from './db.ts'
import { edit } from './edit.ts'
import { announce } from './events.ts'
import { newId } from './ids.ts'
import { problem } from './problem.ts'
import { day, id, line, timeZone } from './shapes.ts'

const hours = z.array(z.tuple([z.string(), z.string()])).max(10)
const week = z.object({ '1': hours, '2': hours, '3': hours, '4': hours, '5': hours, '6': hours, '7': hours })
export const calendarInput = z.object({
  name: line,
  timeZone,
  weekly: week.describe('1 = Monday; wall times, 24:00 ends the day'),
  holidays: z.array(day).max(2000).default([]),
  workdays: z.record(day, hours).default({}).describe('make-up days and special hours; they go before all else'),
})
export const calendarPatch = calendarInput
  .extend({ holidays: z.array(day).max(2000), workdays: z.record(day, hours) })
  .partial()
export const calendarView = z
  .object({
    id,
    name: z.string(),
    timeZone: z.string(),
    weekly: z.record(z.string(), z.array(z.array(z.string()))),
    holidays: z.array(day),
    workdays: z.record(z.string(), z.array(z.array(z.string()))),
    version: z.number(),
  })
  .meta({ id: 'BusinessCalendar' })

type Input = z.output<typeof calendarInput>

const COLUMNS = sql`id, name, time_zone as "timeZone", weekly, holidays, workdays, version`

export async function listCalendars(tx: Tx) {
  const { rows } = await sql`select ${COLUMNS} from kit.calendar order by name, id`.execute(tx)
  return { items: rows }
}

export async function loadCalendar(tx: Tx, calendarId: string): Promise<(BusinessCalendar & { name: string }) | null> {
  const { rows } = await sql<BusinessCalendar & { name: string }>`
    select ${COLUMNS} from kit.calendar where id = ${calendarId}`.execute(tx)
  return rows[0] ?? null
}

/** A calendar belongs to the whole company: clocks of every station may run by it. */
function mustBeCompanyWide(actor: Actor): void {
  if (actor.stations !== 'all') throw problem('forbidden.company_wide', 403)
}

export async function addCalendar(tx: Tx, actor: Actor, input: Input) {
  mustBeCompanyWide(actor)
  const calendarId = newId()
  checked({ ...input, id: calendarId, version: 1 })
  await sql`
    insert into kit.calendar (id, name, time_zone, weekly, holidays, workdays)
    values (${calendarId}, ${input.name}, ${input.timeZone}, ${JSON.stringify(input.weekly)}::jsonb,
      ${JSON.stringify(input.holidays)}::jsonb, ${JSON.stringify(input.workdays)}::jsonb)`.execute(tx)
  const subject = { type: 'calendar', id: calendarId, version: 1 }
  await announce(tx, actor, { type: 'calendar.added', subject, data: { name: input.name } })
  return loadCalendar(tx, calendarId)
}

export async function changeCalendar(
  tx: Tx,
  actor: Actor,
  calendarId: string,
  patch: z.output<typeof calendarPatch>,
  ifMatch: number,
) {
  mustBeCompanyWide(actor)
  await edit(tx, actor, {
    table: 'kit.calendar',
    id: calendarId,
    ifMatch,
    patch: {
      name: patch.name,
      time_zone: patch.timeZone,
      weekly: patch.weekly,
      holidays: patch.holidays && [...new Set(patch.holidays)].sort(),
      workdays: patch.workdays,
    },
    jsonLists: ['holidays'],
    news: { type: 'calendar.changed', subjectType: 'calendar' },
  })
  const changed = await loadCalendar(tx, calendarId)
  checked({ ...changed! })
  return changed
}

/** Refused when it is saved, not at the next call of a customer. */
function checked(calendar: object): void {
  try {
    // A fresh object: what the rules remember of a calendar they remember by id and version.
    checkCalendar({ ...(calendar as BusinessCalendar), id: newId() })
  } catch (error) {
    if (error instanceof RuleError) throw problem('calendar.wrong', 422, { reason: error.code })
    throw error
  }
}
