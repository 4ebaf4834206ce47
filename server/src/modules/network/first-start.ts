import { sql } from 'kysely'
import { z } from 'zod'
import { systemActor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from '../../kit/auth/terms.ts'
import { addUser, openSession } from '../../kit/auth/users.ts'
import { addCalendar } from '../../kit/calendars.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { foundCompany } from '../../kit/found-company.ts'
import { newId } from '../../kit/ids.ts'
import { problem } from '../../kit/problem.ts'
import { country, language, line, timeZone } from '../../kit/shapes.ts'
import { addPerson, email, signInAs } from '../people/index.ts'
import { addStation } from './stations.ts'

export const firstStart = z.object({
  company: line,
  country,
  currency: z.string().regex(/^[A-Z]{3}$/),
  timeZone,
  language: language.default('en'),
  name: line,
  email,
  password: z.string().min(PASSWORD_MIN).max(PASSWORD_MAX),
})
type Input = z.output<typeof firstStart>

/** Whether nobody has set this system up yet; asked without a tenant, there being none. */
export async function isFirstStart(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`select kit.any_company() as any`.execute(tx)
  return !rows[0]!.any
}

/**
 * The company, its headquarters with office hours and its first administrator, all or nothing and only once: of two at the
 * same time one waits for the other and is then told that it is done. Returns a session for the administrator.
 */
export async function setUp(
  services: Services,
  input: Input,
  from: { ip: string; userAgent: string | undefined },
  now: Date,
): Promise<string> {
  const tenantId = newId()
  return services.db.tx(tenantId, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('first start', 0))`.execute(tx)
    if (!(await isFirstStart(tx))) throw problem('setup.done', 409)
    await foundCompany(tx, { ...input, tenantId, name: input.company })
    const actor = { ...systemActor(tenantId), name: input.name }
    const office = await addCalendar(tx, actor, {
      name: OFFICE[input.language],
      timeZone: input.timeZone,
      ...OFFICE_HOURS,
    })
    const hq = { kind: 'hq' as const, name: input.company, country: input.country, calendarId: office!.id }
    // No permission is asked here: whoever starts an empty system decides what is in it.
    await addStation(
      tx,
      services,
      actor,
      {
        ...hq,
        timeZone: input.timeZone,
        language: input.language,
        currency: input.currency,
        productLines: [],
        area: {},
      },
      now,
    )
    const personId = await addPerson(
      tx,
      services,
      { ...actor, permissions: new Set(['people.grant_roles']) },
      {
        name: input.name,
        email: input.email,
        language: input.language,
        timeZone: input.timeZone,
        grants: [{ role: 'administrator', scope: 'company' }],
      },
      now,
    )
    const userId = await addUser(tx, input)
    await signInAs(tx, personId, userId)
    await announce(tx, actor, {
      type: 'company.founded',
      subject: { type: 'company', id: tenantId },
      data: { name: input.company },
    })
    return openSession(tx, userId, from)
  })
}

const OFFICE = { en: 'Office hours', 'zh-CN': '办公时间', 'zh-TW': '辦公時間' }
const day = (): [string, string][] => [['09:00', '18:00']]
const OFFICE_HOURS = {
  weekly: { '1': day(), '2': day(), '3': day(), '4': day(), '5': day(), '6': [], '7': [] },
  holidays: [],
  workdays: {},
}
