import { sql } from 'kysely'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { activeGrants, manages, visiblePerson } from './authority.ts'
import { skillsOf } from './skills.ts'

/** A person with everything their page shows. */
export async function personPage(tx: Tx, actor: Actor, personId: string, now: Date) {
  const { rows } = await sql<Record<string, unknown>>`
    select p.id, p.number, p.name, p.email, p.phone, p.language, p.time_zone as "timeZone", p.photo_file_id as "photoFileId",
      p.home_lat as "homeLat", p.home_lon as "homeLon", p.hired_on as "hiredOn", p.left_on as "leftOn", p.is_active as "isActive",
      p.day_ends as "dayEnds", p.weekly_minutes as "weeklyMinutes", p.weekly_overtime_minutes as "weeklyOvertimeMinutes",
      p.overtime_price::float8 as "overtimePrice", p.daily_minutes as "dailyMinutes",
      p.version, p.created_at as "createdAt",
      case when u.id is not null then json_build_object('email', u.email, 'twoFactor', coalesce(u."twoFactorEnabled", false)) end as "signIn"
    from people.person p left join auth."user" u on u.id = p.user_id
    where p.id = ${personId} and ${visiblePerson(actor, 'p')}`.execute(tx)
  if (!rows[0]) throw notFound('person')
  return {
    ...rows[0],
    invitation: await openInvitation(tx, personId, now),
    roles: await activeGrants(tx, personId),
    skills: await skillsOf(tx, personId, now),
    certificates: await certificatesOf(tx, personId),
    shifts: await shiftsOf(tx, personId),
    absences: await absencesOf(tx, personId, now),
    mayChange: can(actor, 'people.change') && (can(actor, 'people.invite') ? await manages(tx, actor, personId) : true),
  }
}

async function openInvitation(tx: Tx, personId: string, now: Date) {
  const { rows } = await sql<{ email: string; expiresAt: Date; acceptedAt: Date | null }>`
    select email, expires_at as "expiresAt", accepted_at as "acceptedAt" from people.invitation
    where person_id = ${personId} order by created_at desc, id desc limit 1`.execute(tx)
  const last = rows[0]
  if (!last || last.acceptedAt) return null
  return { email: last.email, expiresAt: last.expiresAt, isExpired: last.expiresAt <= now }
}

async function certificatesOf(tx: Tx, personId: string) {
  const { rows } = await sql`
    select id, name, number, issued_by as "issuedBy", issued_on as "issuedOn", expires_on as "expiresOn", skill_id as "skillId",
      file_id as "fileId" from people.certificate where person_id = ${personId} order by expires_on nulls last, name`.execute(
    tx,
  )
  return rows
}

export async function shiftsOf(tx: Tx, personId: string) {
  const { rows } = await sql`
    select id, valid_from as "validFrom", valid_to as "validTo", time_zone as "timeZone", weekly
    from people.shift where person_id = ${personId} order by valid_from desc`.execute(tx)
  return rows
}

/** Absences to come, under way, or over for less than three months. */
export async function absencesOf(tx: Tx, personId: string, now: Date) {
  const since = new Date(now.getTime() - 92 * 86_400_000)
  const { rows } = await sql`
    select id, lower(during) as "from", upper(during) as "to", kind, note from people.absence
    where person_id = ${personId} and upper(during) > ${since} order by lower(during)`.execute(tx)
  return rows
}
