import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { mustSeePerson } from './authority.ts'
import type { absenceInput } from './shapes.ts'

/** Two absences of one person that overlap are refused by the database (409). */
export async function addAbsence(
  tx: Tx,
  actor: Actor,
  personId: string,
  input: z.output<typeof absenceInput>,
): Promise<{ id: string }> {
  await mustSeePerson(tx, actor, personId)
  if (Date.parse(input.to) <= Date.parse(input.from)) throw invalid({ path: 'to', code: 'validation.order' })
  const id = newId()
  await sql`
    insert into people.absence (id, person_id, during, kind, note)
    values (${id}, ${personId}, tstzrange(${input.from}::timestamptz, ${input.to}::timestamptz, '[)'), ${input.kind}, ${input.note ?? null})`.execute(
    tx,
  )
  await announce(tx, actor, {
    type: 'person.absence_added',
    subject: { type: 'person', id: personId },
    data: { from: input.from, to: input.to, kind: input.kind },
  })
  return { id }
}

export async function removeAbsence(tx: Tx, actor: Actor, personId: string, id: string): Promise<void> {
  await mustSeePerson(tx, actor, personId)
  const { rows } = await sql<{ from: Date; kind: string }>`
    delete from people.absence where id = ${id} and person_id = ${personId} returning lower(during) as "from", kind`.execute(
    tx,
  )
  if (!rows[0]) throw notFound('absence')
  await announce(tx, actor, {
    type: 'person.absence_removed',
    subject: { type: 'person', id: personId },
    data: { ...rows[0] },
  })
}
