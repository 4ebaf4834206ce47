import type { FactValue } from './case.ts'
import type { Considered, Explanation } from './decision.ts'

/** Gives the text for a key of the `entitlement` words, e.g. i18next's `getFixedT(language, 'entitlement')`. */
export type Translate = (key: string, values?: Record<string, unknown>) => string

/** Values that are codes themselves, and where their words are. */
const codedIn: Record<string, string> = {
  fact: 'fact',
  from: 'date',
  wanted: 'date',
  day: 'day',
  kind: 'meter',
  cause: 'cause',
  buyer: 'buyer',
  confidence: 'confidence',
  by: 'by',
  value: 'code',
  limit: 'code',
  component: 'code',
  paid: 'paid',
}
/** Some codes use the same names for days: those are shown as they are. */
const plainFrom = new Set(['holiday.moved', 'law.window', 'meter.projected', 'meter.stale'])

/** One step of an explanation in words, with its sum: "2024-03-01 + 24 months = 2026-03-01; today 2026-02-27; 2 days left". */
export function sayStep({ code, values }: Explanation, t: Translate): string {
  const spoken: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) spoken[name] = sayValue(code, name, value, t)
  const count = values.daysLeft ?? values.daysOver ?? (code === 'toll.days' ? values.days : undefined)
  return t(`step.${code}`, count === undefined ? spoken : { ...spoken, count })
}

function sayValue(code: string, name: string, value: FactValue, t: Translate): unknown {
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  const group = codedIn[name]
  if (group === undefined || (plainFrom.has(code) && (name === 'from' || name === 'day'))) return value
  if (typeof value === 'number') return value
  return value
    .split(', ')
    .map((code) => sayCode(group, code, t))
    .join(', ')
}

/** A pack made by a customer may use a code we have no words for: then the code itself is shown. */
function sayCode(group: string, code: string, t: Translate): string {
  const key = `${group}.${code}`
  const said = t(key)
  return said === key ? code : said
}

/** The right's title in the reader's language. */
export function sayTitle({ title }: Pick<Considered, 'title'>, language: string, t: Translate): string {
  if (typeof title === 'string') return t(title)
  return title[language] ?? title.en ?? Object.values(title)[0] ?? ''
}

/** The law and the article, or nothing for a promise. */
export function sayClause({ clause }: Pick<Considered, 'clause'>, t: Translate): string | undefined {
  return clause && t(`clause.${clause.law}`, { article: clause.article })
}

/** A fact to ask for. */
export const sayMissing = (fact: string, t: Translate): string => t(`missing.${fact}`)
