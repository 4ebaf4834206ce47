import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { id, language } from '../../kit/shapes.ts'
import { companiesOf } from './companies.ts'
import { role } from './shapes.ts'

const company = z.object({ id, code: z.string(), name: z.string() })

export const sessionView = z
  .object({
    kind: z.enum(['person', 'api_key']),
    person: z.object({
      id,
      name: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      photoFileId: id.nullable(),
      language,
      timeZone: z.string(),
      version: z.number(),
    }),
    tenant: company.extend({
      country: z.string(),
      language: z.string(),
      timeZone: z.string(),
      currency: z.string(),
      isDemo: z.boolean(),
    }),
    companies: z.array(company).describe('all the person works for; X-Company chooses'),
    roles: z.array(role),
    can: z.array(z.string()).describe('permissions, for what a screen offers'),
    stations: z.array(id).nullable().describe('null: the whole company'),
    signIn: z.object({ email: z.string(), twoFactor: z.boolean() }).nullable(),
  })
  .meta({ id: 'Session' })

/** Who is asking, where, and what they may do. */
export async function describeSession(tx: Tx, actor: Actor) {
  const tenant = await tx
    .selectFrom('kit.company')
    .select([
      'tenant_id as id',
      'code',
      'name',
      'country',
      'language',
      'time_zone as timeZone',
      'currency',
      'is_demo as isDemo',
    ])
    .executeTakeFirstOrThrow()
  const rights = {
    roles: [...actor.roles],
    can: [...actor.permissions],
    stations: actor.stations === 'all' ? null : [...actor.stations],
  }
  if (actor.kind === 'api_key') {
    const person = {
      id: actor.id,
      name: actor.name,
      email: null,
      phone: null,
      photoFileId: null,
      language: 'en',
      timeZone: 'UTC',
      version: 1,
    }
    return { kind: 'api_key', person, tenant, companies: [tenant], ...rights, signIn: null }
  }
  const { userId, email, twoFactor, signInEmail, ...person } = await ownPerson(tx, actor)
  const companies = (await companiesOf(tx, userId)).map((one) => ({ id: one.tenantId, code: one.code, name: one.name }))
  return {
    kind: 'person',
    person: { ...person, email },
    tenant,
    companies,
    ...rights,
    signIn: { email: signInEmail, twoFactor },
  }
}

interface OwnPerson {
  id: string
  name: string
  email: string | null
  phone: string | null
  photoFileId: string | null
  language: string
  timeZone: string
  version: number
  userId: string
  signInEmail: string
  twoFactor: boolean
}

async function ownPerson(tx: Tx, actor: Actor): Promise<OwnPerson> {
  const { rows } = await sql<OwnPerson>`
    select p.id, p.name, coalesce(p.email, u.email) as email, p.phone, p.photo_file_id as "photoFileId", p.language,
      p.time_zone as "timeZone", p.version, u.id as "userId", u.email as "signInEmail",
      coalesce(u."twoFactorEnabled", false) as "twoFactor"
    from people.person p join auth."user" u on u.id = p.user_id where p.id = ${actor.id}`.execute(tx)
  if (!rows[0]) throw problem('unauthenticated', 401)
  return rows[0]
}

/** The sign-in behind a person: sessions belong to it, whatever company is looked at. */
export async function userOf(tx: Tx, actor: Actor): Promise<string> {
  if (actor.kind !== 'person') throw problem('forbidden', 403, { permission: 'session.own' })
  return (await ownPerson(tx, actor)).userId
}
