import type { RowOf } from '@aftercare/api'
import { sayMissing } from '@aftercare/entitlement'
import { useFormat } from '@aftercare/words/web'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { useCountryName } from '../shell/country.tsx'
import { useTranslate } from './say-cover.ts'

type Change = RowOf<'/api/v1/entitlement/decisions'>['changes'][number]

/** Why a decision was made again and what is different in it, in words. */
export function useChangeText() {
  const { t } = useTranslation('entitlement')
  const { calendarDay, numbers } = useFormat()
  const countryName = useCountryName()
  const translate = useTranslate()
  const exists = (key: string) => i18next.exists(`entitlement:${key}`)
  const name = (fact: string) => {
    if (fact.startsWith('pack.')) return t('changed.pack', { id: fact.slice(5) })
    const own = `changed.${fact}`
    if (exists(own)) return t(own as 'changed.warranty')
    const assessed = fact.replace(/^facts\./, '')
    return exists(`missing.${assessed}`) ? sayMissing(assessed, translate) : assessed
  }
  const value = (fact: string, given: Change['from']) => {
    if (given === null) return t('changed.none')
    if (typeof given === 'boolean') return t(given ? 'panel.yes' : 'panel.no')
    if (typeof given === 'number') return numbers.whole(given)
    if (/^\d{4}-\d{2}-\d{2}$/.test(given)) return calendarDay(given)
    if (fact === 'jurisdiction') return countryName(given)
    const books = { 'fault.cause': 'cause', 'asset.buyerKind': 'buyer', 'fault.assembly': 'code' } as const
    const book = books[fact as keyof typeof books]
    if (book && exists(`${book}.${given}`)) return t(`${book}.${given}` as 'cause.wear')
    return fact === 'voided' ? i18next.t(`assets:voidCode.${given}` as 'assets:voidCode.misuse') : given
  }
  return {
    cause: (cause: string) => {
      const key = `because.${cause.replaceAll('.', '_')}`
      return t(exists(key) ? (key as 'because.asked') : 'because.other')
    },
    change: ({ fact, from, to }: Change) =>
      t('changed.one', { fact: name(fact), from: value(fact, from), to: value(fact, to) }),
  }
}
