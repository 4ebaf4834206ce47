import { localDay } from '@aftercare/rules'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { decisionOf } from '../../entitlement/say-cover.ts'
import { $api } from '../../shell/api.ts'
import { useCan } from '../../shell/session.ts'
import { useCover } from '../page/use-cover.ts'
import type { RequestView } from '../page/use-request.ts'
import type { Hold } from './offer-times.tsx'

type Reason = { code: string; values: Record<string, unknown> }

/** What the customer is told it costs: travel to them and an hour of work, by the published prices of that day, and who pays. */
export function usePriceFacts(request: RequestView, hold: Hold, reasons: readonly Reason[]) {
  const { t } = useTranslation(['requests', 'entitlement'])
  const { money } = useFormat()
  const may = useCan()('billing.read')
  const cover = useCover(request)
  const day = localDay(Date.parse(hold.startsAt), request.timeZone)
  const where = { country: request.country ?? '', day, ...(hold.stationId ? { stationId: hold.stationId } : {}) }
  const metres = reasons.find(({ code }) => code === 'distance')?.values.metres
  const km = typeof metres === 'number' ? (metres / 1000).toFixed(1) : ''
  const known = may && request.country !== null
  // A company without prices for this country says nothing here.
  const quiet = { retry: false, staleTime: 300_000 } as const
  const travel = $api.useQuery(
    'get',
    '/api/v1/price-lookup',
    { params: { query: { ...where, km } } },
    { ...quiet, enabled: known && km !== '' },
  )
  const lists = $api.useQuery(
    'get',
    '/api/v1/published-prices',
    { params: { query: where } },
    { ...quiet, enabled: known },
  )
  const [list] = lists.data?.items ?? []
  const hour = list?.prices.find(({ kind, unit }) => kind === 'labour' && unit === 'hour')
  const payer = (kind: 'labour' | 'travel') => {
    const lines = cover ? decisionOf(cover).lines.filter((line) => line.kind === kind) : []
    return lines.map((line) => t(`entitlement:payer.${line.payer}`)).join(' + ')
  }
  const said = (price: string, kind: 'labour' | 'travel') => [price, payer(kind)].filter(Boolean).join(' · ')
  return [
    ...(travel.data ? [{ label: t('entitlement:kind.travel'), value: said(money(travel.data), 'travel') }] : []),
    ...(list && hour
      ? [
          {
            label: t('entitlement:kind.labour'),
            value: said(t('book.anHour', { price: money({ minor: hour.minor, currency: list.currency }) }), 'labour'),
          },
        ]
      : []),
  ]
}
