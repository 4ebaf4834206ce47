import type { components } from '@aftercare/api'
import { type Considered, type Decision, sayMissing, type Translate } from '@aftercare/entitlement'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'

/** What every place knows of a cover: the answer for a product, and a kept decision. */
export type Cover = components['schemas']['Cover'] & { supplier?: components['schemas']['SupplierShare'][] }

/** The route's answer has the shape of the package's own type; only optional fields are spelt differently. */
export const decisionOf = (cover: Cover) => cover.decision as unknown as Decision
export type Right = Considered

/** The words of the `entitlement` book for the functions of its package; a code of ours inside a step is said, too. */
export function useTranslate(): Translate {
  const { t } = useTranslation(['entitlement', 'assets'])
  return (key, values) => {
    const code = values?.code
    const said =
      typeof code === 'string'
        ? t(`assets:voidCode.${code}` as 'assets:voidCode.misuse', { defaultValue: code })
        : undefined
    return t(key as 'title', { ...values, ...(said && { code: said }) })
  }
}

/** Facts as one reads them in a list. */
export function useFactList(): (facts: readonly string[]) => string {
  const translate = useTranslate()
  const { language } = useFormat()
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return (facts) => list.format(facts.map((fact) => sayMissing(fact, translate)))
}
