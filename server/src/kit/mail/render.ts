import { hasWords, words } from '@aftercare/words/server'
import { asHtml, asText, type MailParts } from './layout.ts'
import type { MailTemplate } from './queue.ts'
import { plans } from './templates.ts'

export interface RenderedMail {
  subject: string
  text: string
  html: string
}

export type MailValues = Readonly<Record<string, unknown>>

/** Writes a mail in a language; throws when a value it cannot do without is missing. */
export function renderMail(template: MailTemplate, language: string, values: MailValues): RenderedMail {
  const plan = plans[template]
  const value = (name: string | undefined) => (name === undefined ? '' : String(values[name] ?? '').trim())
  for (const name of plan.needs) if (!value(name)) throw new Error(`mail ${template}: no value for ${name}`)
  const say = words(language)
  const of = (part: string) => {
    const key = `mail:${plan.key}.${part}`
    return hasWords(key) ? say(key, { ...values }) : ''
  }
  const parts: MailParts = {
    language,
    title: of('title'),
    paragraphs: [
      value('name') ? say('mail:greeting', { name: value('name') }) : say('mail:greeting_unnamed'),
      of('intro'),
    ],
    code: value(plan.code),
    quote: value(plan.quote),
    facts: plan.facts
      .map((name) => ({ label: say(`mail:facts.${name}`), value: value(name) }))
      .filter((fact) => fact.value !== ''),
    ...linkOf(value(plan.link), () => ({ label: of('button'), help: say('mail:link_help') })),
    after: of('after'),
    // Who is no customer is told otherwise why it came.
    footer: [value('company'), of('automatic') || say('mail:automatic')].filter(Boolean),
  }
  // One line, whatever is in the values: a line break would begin another header.
  const subject = of('subject').replace(/\s+/g, ' ').trim()
  return { subject, text: asText(parts), html: asHtml(parts) }
}

/** Only web addresses become links: a value could hold `javascript:`. */
function linkOf(url: string, words: () => { label: string; help: string }): Pick<MailParts, 'button'> {
  return /^https?:\/\//i.test(url) ? { button: { url, ...words() } } : {}
}
