import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { id, names } from '../../kit/shapes.ts'
import { mustSeePerson } from './authority.ts'

export const skillInput = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  name: names,
  needsCertificate: z.boolean().default(false),
})
export const personSkills = z.object({
  skills: z.array(z.object({ skillId: id, level: z.number().int().min(1).max(3) })).max(100),
})

export async function listSkills(tx: Tx) {
  const { rows } = await sql`
    select id, code, name, needs_certificate as "needsCertificate" from people.skill order by code`.execute(tx)
  return { items: rows }
}

/** Skills are the company's words for what people can do; all stations share them. */
function mustBeCompanyWide(actor: Actor): void {
  if (actor.stations !== 'all') throw problem('forbidden.company_wide', 403)
}

export async function addSkill(tx: Tx, actor: Actor, input: z.output<typeof skillInput>): Promise<{ id: string }> {
  mustBeCompanyWide(actor)
  const skillId = newId()
  await tx
    .insertInto('people.skill')
    .values({
      id: skillId,
      code: input.code,
      name: JSON.stringify(input.name),
      needs_certificate: input.needsCertificate,
    })
    .execute()
  await announce(tx, actor, {
    type: 'skill.added',
    subject: { type: 'skill', id: skillId },
    data: { code: input.code },
  })
  return { id: skillId }
}

const skillPatch = skillInput.pick({ name: true }).extend({ needsCertificate: z.boolean().optional() }).partial()

export { skillPatch }

export async function changeSkill(
  tx: Tx,
  actor: Actor,
  skillId: string,
  patch: z.output<typeof skillPatch>,
): Promise<void> {
  mustBeCompanyWide(actor)
  const { rows } = await sql`
    update people.skill set name = coalesce(${patch.name ? JSON.stringify(patch.name) : null}::jsonb, name),
      needs_certificate = coalesce(${patch.needsCertificate ?? null}::boolean, needs_certificate)
    where id = ${skillId} returning id`.execute(tx)
  if (rows.length === 0) throw notFound('skill')
  await announce(tx, actor, { type: 'skill.changed', subject: { type: 'skill', id: skillId }, data: { ...patch } })
}

export async function setSkills(
  tx: Tx,
  actor: Actor,
  personId: string,
  input: z.output<typeof personSkills>,
): Promise<void> {
  await mustSeePerson(tx, actor, personId)
  await tx.deleteFrom('people.person_skill').where('person_id', '=', personId).execute()
  const levels = new Map(input.skills.map((one) => [one.skillId, one.level]))
  for (const [skill_id, level] of levels) {
    await tx.insertInto('people.person_skill').values({ person_id: personId, skill_id, level }).execute()
  }
  await announce(tx, actor, {
    type: 'person.skills_changed',
    subject: { type: 'person', id: personId },
    data: { skills: Object.fromEntries(levels) },
  })
}

/** A skill that needs a certificate counts only while one of the person's certificates for it has not expired. */
export async function skillsOf(tx: Tx, personId: string, now: Date) {
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql`
    select s.id as "skillId", s.code, s.name, ps.level,
      (not s.needs_certificate or exists (
        select from people.certificate c where c.tenant_id = ps.tenant_id and c.person_id = ps.person_id
          and c.skill_id = s.id and (c.expires_on is null or c.expires_on >= ${today}::date))) as "isValid"
    from people.person_skill ps join people.skill s on s.tenant_id = ps.tenant_id and s.id = ps.skill_id
    where ps.person_id = ${personId} order by s.code`.execute(tx)
  return rows
}
