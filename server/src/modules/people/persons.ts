import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, can } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { manages, visiblePerson } from './authority.ts'
import { makePersonFindable } from './findable.ts'
import { addGrants } from './roles.ts'
import type { GrantInput, personInput, personPatch } from './shapes.ts'

export type NewPerson = z.output<typeof personInput> & { grants: GrantInput[] }

/** Takes somebody on. Who sees only some stations must say at which of them, else the person would be lost to them. */
export async function addPerson(
  tx: Tx,
  services: Services,
  actor: Actor,
  input: NewPerson,
  now: Date,
): Promise<string> {
  const { grants, ...facts } = input
  if (actor.stations !== 'all' && grants.length === 0) throw invalid({ path: 'grants', code: 'validation.required' })
  const id = newId()
  const number = await takeNumber(services.db, actor.tenantId, 'PE', now.getUTCFullYear())
  await tx
    .insertInto('people.person')
    .values({
      ...columns(facts),
      id,
      number,
      name: facts.name,
      language: facts.language,
      time_zone: facts.timeZone ?? (await companyZone(tx)),
    })
    .execute()
  await addGrants(tx, actor, id, grants)
  await announce(tx, actor, {
    type: 'person.added',
    subject: { type: 'person', id, version: 1 },
    data: { name: facts.name },
  })
  await makePersonFindable(tx, id)
  return id
}

export async function changePerson(
  tx: Tx,
  actor: Actor,
  id: string,
  patch: z.output<typeof personPatch>,
  ifMatch: number,
): Promise<void> {
  if (patch.email !== undefined && !can(actor, 'people.grant_roles') && !(await manages(tx, actor, id))) {
    // Invitations go to this address: whoever may change it decides who gets in.
    throw problem('people.not_yours', 403)
  }
  await edit(tx, actor, {
    table: 'people.person',
    id,
    ifMatch,
    patch: { ...columns(patch), name: patch.name, language: patch.language, time_zone: patch.timeZone },
    visible: sql`id in (select p.id from people.person p where p.id = ${id} and ${visiblePerson(actor, 'p')})`,
    news: { type: 'person.changed', subjectType: 'person' },
  })
  await makePersonFindable(tx, id)
}

/** Ties a person to a sign-in; from now on that user may work here. */
export async function signInAs(tx: Tx, personId: string, userId: string): Promise<void> {
  await tx.updateTable('people.person').set({ user_id: userId }).where('id', '=', personId).execute()
}

function columns(facts: z.output<typeof personPatch>) {
  return {
    email: facts.email,
    phone: facts.phone,
    photo_file_id: facts.photoFileId,
    home_lat: facts.homeLat,
    home_lon: facts.homeLon,
    hired_on: facts.hiredOn,
    day_ends: facts.dayEnds,
    weekly_minutes: facts.weeklyMinutes,
    weekly_overtime_minutes: facts.weeklyOvertimeMinutes,
    overtime_price: facts.overtimePrice as never,
    daily_minutes: facts.dailyMinutes,
    left_on: facts.leftOn,
  }
}

async function companyZone(tx: Tx): Promise<string> {
  const company = await tx.selectFrom('kit.company').select('time_zone').executeTakeFirstOrThrow()
  return company.time_zone
}
