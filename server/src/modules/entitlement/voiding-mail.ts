import { type Decision, sayClause, sayTitle } from '@aftercare/entitlement'
import { calendarDay, words } from '@aftercare/words/server'
import type { Tx } from '../../kit/db.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { queueMail } from '../../kit/mail/queue.ts'
import { coverOf } from './cover.ts'

/** The owner is told that the maker's warranty was voided: why, what the law still gives, until when and where to object. */
async function tellOwner({ tx, event, services }: ReactionCall): Promise<void> {
  const row = await voidingOf(tx, 'asset_id', event.subjectId)
  if (!row?.email) return
  const { language, email, name, serial, product, company } = row
  const say = words(language)
  const { decision } = await coverOf(tx, row.asset_id, { at: event.at })
  await queueMail(tx, {
    to: email,
    language,
    template: 'cover-voided',
    values: {
      name,
      product: `${inLanguage(product, language)} · ${serial}`,
      serial,
      reason: say(`assets:voidCode.${row.code}`),
      from: calendarDay(language, row.from_on),
      stays: lawThatStays(decision, language) || say('mail:cover_voided.law_over'),
      until: calendarDay(language, row.appeal_until),
      text: row.assessment,
      link: productLink(services.settings.publicUrl, company, serial),
    },
    subject: { type: 'voiding', id: row.id },
  })
}

/** Who objected, or for whom the station did, gets the answer in writing. */
const tellAnswer =
  (outcome: 'upheld' | 'lifted') =>
  async ({ tx, event, services }: ReactionCall): Promise<void> => {
    const row = await voidingOf(tx, 'id', event.subjectId)
    if (!row?.email || row.appeal_for !== 'customer') return
    const { language, email, name, serial, company } = row
    await queueMail(tx, {
      to: email,
      language,
      template: 'objection-answered',
      values: {
        ...{ name, serial, text: row.decision_text },
        outcome: words(language)(`mail:objection_answered.${outcome}`),
        link: productLink(services.settings.publicUrl, company, serial),
      },
      subject: { type: 'voiding', id: row.id },
    })
  }

/** Rights by law that run on, each with its clause. */
function lawThatStays({ coverage, considered }: Decision, language: string): string {
  const say = words(language)
  const t = (key: string, values?: Record<string, unknown>) => say(`entitlement:${key}`, values)
  const running = coverage.filter(({ layer, state }) => layer === 'statute' && state === 'running')
  const named = running.flatMap(({ ruleId, end }) => {
    const right = considered.find((one) => one.ruleId === ruleId)
    if (!right) return []
    const until = end && say('mail:cover_voided.until', { day: calendarDay(language, end) })
    return [[sayTitle(right, language, t), sayClause(right, t), until].filter(Boolean).join(' · ')]
  })
  return [...new Set(named)].join(' / ')
}

/** The page of the product says more to its owner than to a passer-by: the link leads there through the sign-in. */
function productLink(publicUrl: string, company: string, serial: string): string {
  const code = encodeURIComponent(company)
  const to = new URLSearchParams({ to: `/${code}/serials/${encodeURIComponent(serial)}` })
  return `${publicUrl}/portal/${code}/sign-in?${to}`
}

function inLanguage(names: unknown, language: string): string {
  const all = names as Record<string, string>
  return all[language] ?? all.en ?? Object.values(all)[0] ?? ''
}

/** The newest voiding of a product, or this one, with its owner. */
const voidingOf = (tx: Tx, by: 'id' | 'asset_id', id: string) =>
  tx
    .selectFrom('entitlement.voiding as v')
    .innerJoin('assets.asset as a', 'a.id', 'v.asset_id')
    .innerJoin('assets.model as m', 'm.id', 'a.model_id')
    .innerJoin('parties.customer as c', 'c.id', 'a.customer_id')
    .innerJoin('kit.company as k', (on) => on.onTrue())
    .select(['v.id', 'v.asset_id', 'v.code', 'v.from_on', 'v.assessment', 'v.appeal_until'])
    .select(['v.appeal_for', 'v.decision_text', 'a.serial', 'm.name as product'])
    .select(['c.email', 'c.name', 'c.language', 'k.code as company'])
    .where(`v.${by}`, '=', id)
    .orderBy('v.made_at', 'desc')
    .executeTakeFirst()

export const voidingMails = {
  'cover.voided': { 'entitlement.mail': tellOwner },
  'voiding.upheld': { 'entitlement.mail': tellAnswer('upheld') },
  'voiding.lifted': { 'entitlement.mail': tellAnswer('lifted') },
}
