import {
  type Decision,
  type Explanation,
  sayClause,
  sayMissing,
  sayStep,
  sayTitle,
  tellingOf,
} from '@aftercare/entitlement'
import { words } from '@aftercare/words/server'
import { z } from 'zod'

/** Why a product is covered or not, said in the reader's language: the portal carries neither the engine nor its words. */
export const plainCover = z
  .object({
    title: z.string(),
    clause: z.string().nullable(),
    sums: z.array(z.string()).describe('the arithmetic, one step a line'),
    missing: z.array(z.string()).describe('what we would have to know to be sure'),
    remedies: z.array(z.string()).describe('what the customer may ask for now'),
  })
  .meta({ id: 'PlainCover' })

const isSum = ({ code }: Explanation) => /^(start|period|toll|extend|holiday|meter|contract)\./.test(code)

export function plainly(decision: Decision, missing: readonly string[], language: string): z.output<typeof plainCover> {
  const say = words(language)
  const t = (key: string, values?: Record<string, unknown>) => say(`entitlement:${key}`, values)
  const { right } = tellingOf(decision)
  const due = decision.remedies.filter((one) => one.due === true && one.electedBy === 'consumer')
  return {
    title: right ? sayTitle(right, language, t) : '',
    clause: (right && sayClause(right, t)) ?? null,
    sums: right ? right.steps.filter(isSum).map((one) => sayStep(one, t)) : [],
    missing: missing.slice(0, 3).map((fact) => sayMissing(fact, t)),
    remedies: [...new Set(due.map((one) => t(`remedy.${one.remedy}`)))],
  }
}
