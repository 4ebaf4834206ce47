import { sql } from 'kysely'
import type { Services } from '../../kit/app.ts'
import type { SignInQuestions } from '../../kit/auth/sign-in.ts'
import { NOWHERE, type Tx } from '../../kit/db.ts'
import { queueMail } from '../../kit/mail/queue.ts'

export interface Membership {
  tenantId: string
  code: string
  name: string
  personId: string
  personName: string
  language: string
}

/** The companies a user works for, the oldest first: asked before (and across) tenants, so through a function of the owner. */
export async function companiesOf(tx: Tx, userId: string): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    select tenant_id as "tenantId", code, name, person_id as "personId", person_name as "personName", language
    from people.companies_of_user(${userId})`.execute(tx)
  return rows
}

/** What the sign-in library asks of the people it signs in. It may hold a connection while it asks: answers come on others. */
export function signInQuestions(services: Services): SignInQuestions {
  const companies = (userId: string) => services.db.txApart(NOWHERE, (tx) => companiesOf(tx, userId))
  return {
    mayEnter: async (userId) => (await companies(userId)).length > 0,
    /** The mail speaks as the first company the person works for, in the language the person chose there. */
    sendReset: async (user, token) => {
      const [first] = await companies(user.id)
      if (!first) return
      const link = `${services.settings.publicUrl}/console/sign-in/reset?token=${encodeURIComponent(token)}`
      await services.db.txApart(first.tenantId, async (tx) => {
        const values = { name: first.personName, company: first.name, link }
        const subject = { type: 'person', id: first.personId }
        await queueMail(tx, { to: user.email, language: first.language, template: 'password-reset', values, subject })
      })
    },
  }
}
