import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { dayColumn, defineList, idColumn, text } from '../../kit/list/definition.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { mustSeePerson, visiblePerson } from './authority.ts'
import type { certificateInput } from './shapes.ts'

type Input = z.output<typeof certificateInput>

/** Certificates of everybody, the next to expire first. */
export const certificateList = defineList({
  name: 'certificates',
  words: 'people',
  path: '/certificates',
  needs: 'people.read',
  summary: 'Certificates, by expiry',
  from: `people.certificate c join people.person p on p.tenant_id = c.tenant_id and p.id = c.person_id and p.is_active
    left join people.skill s on s.tenant_id = c.tenant_id and s.id = c.skill_id`,
  id: 'c.id',
  visible: (actor) => visiblePerson(actor, 'p'),
  columns: {
    name: text('c.name', { sortable: true }),
    number: text('c.number', { nullable: true }),
    issuedBy: text('c.issued_by', { nullable: true }),
    personId: idColumn('c.person_id'),
    personName: text('p.name', { sortable: true }),
    skill: text('s.code', { nullable: true }),
    issuedOn: dayColumn('c.issued_on', { sortable: true }),
    expiresOn: dayColumn('c.expires_on', { nullable: true, sortable: true }),
  },
  sort: 'expiresOn',
})

export async function addCertificate(tx: Tx, actor: Actor, personId: string, input: Input): Promise<{ id: string }> {
  await mustSeePerson(tx, actor, personId)
  checkOrder(input)
  const id = newId()
  await tx
    .insertInto('people.certificate')
    .values({ ...columns(input), id, person_id: personId })
    .execute()
  await attach(tx, actor, personId, input)
  await tell(tx, actor, 'person.certified', personId, { name: input.name, expiresOn: input.expiresOn ?? null })
  return { id }
}

export async function changeCertificate(
  tx: Tx,
  actor: Actor,
  personId: string,
  id: string,
  input: Input,
): Promise<void> {
  await mustSeePerson(tx, actor, personId)
  checkOrder(input)
  const done = await tx
    .updateTable('people.certificate')
    .set(columns(input))
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('id')
    .executeTakeFirst()
  if (!done) throw notFound('certificate')
  await attach(tx, actor, personId, input)
  await tell(tx, actor, 'person.certificate_changed', personId, {
    name: input.name,
    expiresOn: input.expiresOn ?? null,
  })
}

export async function removeCertificate(tx: Tx, actor: Actor, personId: string, id: string): Promise<void> {
  await mustSeePerson(tx, actor, personId)
  const gone = await tx
    .deleteFrom('people.certificate')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('name')
    .executeTakeFirst()
  if (!gone) throw notFound('certificate')
  await tell(tx, actor, 'person.certificate_removed', personId, { name: gone.name })
}

function columns(input: Input) {
  return {
    name: input.name,
    number: input.number ?? null,
    issued_by: input.issuedBy ?? null,
    issued_on: input.issuedOn,
    expires_on: input.expiresOn ?? null,
    skill_id: input.skillId ?? null,
    file_id: input.fileId ?? null,
  }
}

function checkOrder(input: Input): void {
  if (input.expiresOn && input.expiresOn < input.issuedOn)
    throw invalid({ path: 'expiresOn', code: 'validation.order' })
}

async function attach(tx: Tx, actor: Actor, personId: string, input: Input): Promise<void> {
  if (!input.fileId) return
  await attachFiles(tx, actor, [input.fileId], { type: 'person', id: personId, stationId: null, isPublic: false })
}

function tell(tx: Tx, actor: Actor, type: string, personId: string, data: Record<string, unknown>) {
  return announce(tx, actor, { type, subject: { type: 'person', id: personId }, data })
}
