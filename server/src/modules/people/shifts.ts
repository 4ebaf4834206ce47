import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { mustSeePerson } from './authority.ts'
import type { shiftInput } from './shapes.ts'

type Input = z.output<typeof shiftInput>

/** A new shift pattern takes over from its first day: the one before it ends the day before. */
export async function addShift(tx: Tx, actor: Actor, personId: string, input: Input): Promise<{ id: string }> {
  await mustSeePerson(tx, actor, personId)
  if (input.validTo && input.validTo < input.validFrom) throw invalid({ path: 'validTo', code: 'validation.order' })
  checkWeek(input.weekly)
  await sql`
    update people.shift set valid_to = ${input.validFrom}::date - 1
    where person_id = ${personId} and valid_from < ${input.validFrom}::date and (valid_to is null or valid_to >= ${input.validFrom}::date)`.execute(
    tx,
  )
  // One that began the same day or later and lies within the new one has never counted, or counts no more.
  await sql`
    delete from people.shift where person_id = ${personId} and valid_from >= ${input.validFrom}::date
      and (${input.validTo ?? null}::date is null or valid_from <= ${input.validTo ?? null}::date)`.execute(tx)
  const id = newId()
  await tx
    .insertInto('people.shift')
    .values({
      id,
      person_id: personId,
      valid_from: input.validFrom,
      valid_to: input.validTo ?? null,
      time_zone: input.timeZone,
      weekly: JSON.stringify(input.weekly),
    })
    .execute()
  await announce(tx, actor, {
    type: 'person.shift_changed',
    subject: { type: 'person', id: personId },
    data: { from: input.validFrom },
  })
  return { id }
}

export async function removeShift(tx: Tx, actor: Actor, personId: string, id: string): Promise<void> {
  await mustSeePerson(tx, actor, personId)
  const gone = await tx
    .deleteFrom('people.shift')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('valid_from')
    .executeTakeFirst()
  if (!gone) throw notFound('shift')
  await announce(tx, actor, {
    type: 'person.shift_removed',
    subject: { type: 'person', id: personId },
    data: { from: gone.valid_from },
  })
}

/** Intervals of a day are in order and do not touch; an empty one is a slip. */
export function checkWeek(weekly: Record<string, [string, string][]>): void {
  for (const [day, intervals] of Object.entries(weekly)) {
    let end = ''
    for (const [at, [from, to]] of intervals.entries()) {
      if (from >= to || from < end) throw invalid({ path: `weekly.${day}.${at}`, code: 'validation.order' })
      end = to
    }
  }
}
