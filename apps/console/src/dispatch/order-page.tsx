import type { Answer } from '@aftercare/api'
import { Card, EmptyState, Facts } from '@aftercare/ui'
import { addressText, useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { SkillNames, useSkillName } from '../people/skill-names.tsx'
import { AskPlace } from '../requests/ask.tsx'
import { PriorityMark } from '../requests/marks.tsx'
import { useBooking } from '../requests/page/booking.tsx'
import type { RequestView } from '../requests/page/use-request.ts'
import { $api } from '../shell/api.ts'
import { Go, useGo, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { WorkStatus } from './marks.tsx'
import { NeededParts } from './needed-parts.tsx'
import { heldOffer, OrderDialogs, type OrderQuestion } from './order-dialogs.tsx'
import { OrderLinks } from './order-links.tsx'
import { OrderOffers } from './order-offers.tsx'
import { OrderVisits } from './order-visits.tsx'
import { present } from './present.ts'
import { TechnicianWishes } from './technician-wishes.tsx'
import { useWord } from './words.ts'

export type Order = Answer<'/api/v1/work-orders/{id}'>

/** A piece of work: what is asked for, whom for, and the visits planned for it. */
export function OrderPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/work-orders/{id}', { params: { path: { id } } })
  useFresh({ subject: ['work_order', 'visit', 'offer'], paths: ['/api/v1/work-orders/{id}'] })
  return <QueryState query={query}>{(order) => <Page order={order} />}</QueryState>
}

function Page({ order }: { order: Order }) {
  const { t } = useTranslation('dispatch')
  const go = useGo()
  const [question, ask] = useState<OrderQuestion | null>(null)
  const can = (what: Order['can'][number]) => order.can.includes(what)
  return (
    <>
      <PageHeader
        back={{ to: paths.workOrders(), label: t('order.title') }}
        number={order.number}
        title={order.title}
        status={<WorkStatus status={order.status} why={order.cancelReason && `cancelReason.${order.cancelReason}`} />}
        actions={
          <>
            {can('book') && (
              <Button type="primary" onClick={() => go(paths.board({ open: `order:${order.id}` }))}>
                {t('do.plan')}
              </Button>
            )}
            {can('book') && <OfferATime order={order} />}
            {can('edit') && <Button onClick={() => ask('edit')}>{t('do.edit')}</Button>}
            {can('offer') && <Button onClick={() => ask('offer')}>{t('do.offer')}</Button>}
            {heldOffer(order) && <Button onClick={() => ask('giveBack')}>{t('offer.giveBackDots')}</Button>}
            {can('cancel') && (
              <Button danger onClick={() => ask('cancel')}>
                {t('do.cancelDots')}
              </Button>
            )}
          </>
        }
      />
      <TwoColumns
        main={
          <>
            <OrderVisits order={order} />
            <NeededParts order={order} />
            <OrderLinks order={order} />
            {order.instructions && (
              <Card title={t('order.instructions')}>
                <p style={{ whiteSpace: 'pre-wrap' }}>{order.instructions}</p>
              </Card>
            )}
            {order.offers.length > 0 && <OrderOffers order={order} />}
          </>
        }
        side={
          <>
            <Asked order={order} />
            <ForWhom order={order} />
            <TechnicianWishes
              of="work_order"
              id={order.id}
              may={can('edit')}
              also={{ customer: order.customer?.id, asset: order.asset?.id }}
            />
          </>
        }
      />
      <OrderDialogs order={order} question={question} onDone={() => ask(null)} />
    </>
  )
}

/** While the customer is on the line: the same dialog as on the page of the request, for this order. */
function OfferATime({ order }: { order: Order }) {
  const request = $api.useQuery('get', '/api/v1/requests/{id}', { params: { path: { id: order.request.id } } })
  return request.data ? <OfferButton request={request.data} orderId={order.id} /> : null
}

function OfferButton({ request, orderId }: { request: RequestView; orderId: string }) {
  const { t } = useTranslation('dispatch')
  return (
    <>
      <Button onClick={useBooking(request, orderId)}>{t('do.offerTime')}</Button>
      <AskPlace />
    </>
  )
}

function Asked({ order }: { order: Order }) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const { dates, calendarDay } = useFormat()
  const say = dates(order.place.timeZone)
  const wishes = order.wishes.map((wish) => `${calendarDay(wish.date)} ${word(`part.${wish.part}`)}`)
  const facts = [
    { label: t('column.kind'), value: word(`kind.${order.kind}`) },
    { label: t('column.priority'), value: <PriorityMark priority={order.priority} /> },
    { label: t('details.duration'), value: t('unit.minutes', { n: order.plannedMinutes }) },
    order.skillCodes.length > 0 && { label: t('column.skillCodes'), value: <SkillNames codes={order.skillCodes} /> },
    order.crew.length > 0 && { label: t('crew.title'), value: <Crew order={order} /> },
    order.station && {
      label: t('column.station'),
      value: <Go to={paths.station(order.station.id)}>{order.station.name}</Go>,
    },
    wishes.length > 0 && { label: t('column.wishes'), value: wishes.join(', ') },
    order.earliestAt && { label: t('order.earliest'), value: say.dayTime(order.earliestAt) },
    order.latestAt && { label: t('order.latest'), value: say.dayTime(order.latestAt) },
    { label: t('column.createdAt'), value: say.dayTime(order.createdAt) },
  ]
  return (
    <Card title={t('order.what')}>
      <Facts facts={present(facts)} />
    </Card>
  )
}

/** The skills of the first stand above; what each of the others has to be able to do. */
function Crew({ order }: { order: Order }) {
  const { t } = useTranslation('dispatch')
  const { enumerated } = useFormat()
  const skillName = useSkillName()
  return (
    <>
      {t('crew.of', { count: order.crew.length + 1 })}
      {order.crew.map(({ skillCodes }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its place in the list
        <div key={i}>
          {t('crew.secondOf', {
            n: i + 2,
            skills: skillCodes.length > 0 ? enumerated(skillCodes.map(skillName)) : t('crew.any'),
          })}
        </div>
      ))}
    </>
  )
}

function ForWhom({ order }: { order: Order }) {
  const { t } = useTranslation('dispatch')
  const { language } = useFormat()
  const { customer, asset, request, place } = order
  const where = addressText({ line: place.line, city: place.city })
  const facts = [
    customer && { label: t('column.customer'), value: <Go to={paths.customer(customer.id)}>{customer.name}</Go> },
    where !== '' && { label: t('column.line'), value: where },
    asset && { label: t('column.model'), value: asset.model[language] ?? asset.model.en },
    asset && { label: t('column.serial'), value: <Go to={paths.asset(asset.id)}>{asset.serial}</Go> },
    { label: t('column.request'), value: <Go to={paths.request(request.id)}>{request.number}</Go> },
  ]
  return (
    <Card title={t('order.customer')}>
      <Facts facts={present(facts)} />
    </Card>
  )
}

export function NoVisits() {
  const { t } = useTranslation('dispatch')
  return <EmptyState icon="clock" title={t('order.noVisits')} />
}
