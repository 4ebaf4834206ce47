import type { paths as Api, RowOf } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { call } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import type { Moment } from '../shell/timeline.tsx'

export type Of = { customerId: string } | { assetId: string }
type Lists = keyof {
  [Path in keyof Api as Api[Path] extends { get: unknown } ? Path : never]: true
}

/** The newest rows of a list that belong to a customer or a product; none for those who may not see the list. */
export function useRelated<Path extends Lists>(path: Path, needs: string, of: Of, limit = 50): RowOf<Path>[] {
  const can = useCan()
  const [key, id] = Object.entries(of)[0] as [string, string]
  const asked = { [`filter[${key}]`]: id, limit: String(limit) }
  const query = useQuery({
    queryKey: ['get', path, asked],
    queryFn: async ({ signal }) =>
      (await (await call('GET', path, { query: asked, signal })).json()) as { items: RowOf<Path>[] },
    enabled: can(needs),
  })
  return query.data?.items ?? []
}

/** Requests and visits as moments, so that one timeline tells the whole story. */
export function useServiceMoments(of: Of): Moment[] {
  const { t } = useTranslation('parties')
  const requests = useRelated('/api/v1/requests', 'requests.read', of)
  const visits = useRelated('/api/v1/visits', 'dispatch.read', of)
  return [
    ...requests.flatMap(({ id, number, title, openedAt, closedAt }) => [
      told(`${id} opened`, openedAt, paths.request(id), t('work.request_opened', { number, title }), 'desk'),
      ...(closedAt
        ? [told(`${id} closed`, closedAt, paths.request(id), t('work.request_closed', { number }), 'check')]
        : []),
    ]),
    ...visits.flatMap(({ id, number, title, finishedAt }) =>
      finishedAt ? [told(id, finishedAt, paths.visit(id), t('work.visit_finished', { number, title }), 'field')] : [],
    ),
  ]
}

/** What was billed, and what the customer said of it. */
export function useVoiceMoments(of: { customerId: string }): Moment[] {
  const { t } = useTranslation('parties')
  const { money, numbers } = useFormat()
  const invoices = useRelated('/api/v1/invoices', 'billing.read', of)
  const surveys = useRelated('/api/v1/surveys', 'voice.read', of)
  const calls = useRelated('/api/v1/return-visits', 'voice.read', of)
  return [
    ...invoices.flatMap(({ id, number, totalMinor, currency, issuedAt }) => {
      const amount = money({ minor: totalMinor, currency })
      return issuedAt
        ? [told(id, issuedAt, paths.invoice(id), t('work.invoice_issued', { number, amount }), 'money')]
        : []
    }),
    ...surveys.flatMap(({ id, answeredAt, csi }) =>
      answeredAt && csi !== null
        ? [
            told(
              id,
              answeredAt,
              paths.returnVisits(),
              t('work.survey_answered', { csi: numbers.whole(Math.round(csi)) }),
              'voice',
            ),
          ]
        : [],
    ),
    ...calls.flatMap(({ id, doneAt, title }) =>
      doneAt
        ? [told(id, doneAt, paths.returnVisit(id), t('work.return_visit_done', { title: title ?? '' }), 'phone')]
        : [],
    ),
  ]
}

const told = (id: string, at: string, to: string, text: string, icon: NonNullable<Moment['icon']>): Moment => ({
  id,
  at,
  title: <Go to={to}>{text}</Go>,
  icon,
  kind: 'public',
})

export const newestFirst = (moments: readonly Moment[]): Moment[] =>
  [...moments].sort((a, b) => b.at.localeCompare(a.at))
