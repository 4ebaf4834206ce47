import { Card, Facts, useNow } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { PhoneLink } from '../parties/reach.tsx'
import { paths } from '../paths.ts'
import { nameIn } from '../requests/words.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import styles from './call-panel.module.css'
import { CallStatus } from './marks.tsx'
import type { ReturnVisit } from './return-visit-page.tsx'
import { useWord } from './words.ts'

const there = <Fact extends { value: unknown }>(facts: (Fact | null | false)[]) =>
  facts.filter((one): one is Fact => one !== null && one !== false)

/** Whom to call, and whether this is the hour for it. */
export function Whom({ visit }: { visit: ReturnVisit }) {
  const { t } = useTranslation('voice')
  const word = useWord()
  const { dates } = useFormat()
  const now = useNow()
  const { customer } = visit
  const quiet =
    customer.quietFrom && customer.quietTo
      ? t('call.quietHours', { from: customer.quietFrom, to: customer.quietTo })
      : null
  return (
    <Card title={t('page.customer')}>
      <Facts
        facts={there([
          { label: t('column.customer'), value: <Go to={paths.customer(customer.id)}>{customer.name}</Go> },
          customer.contact !== null && { label: t('page.contact'), value: customer.contact },
          { label: word('channel.phone'), value: <PhoneLink phone={customer.phone} /> },
          { label: t('column.language'), value: word(`language.${customer.language}`) },
          { label: t('call.localTime'), value: dates(customer.timeZone).dayTime(now) },
          quiet !== null && { label: t('call.quiet'), value: quiet },
        ])}
      />
    </Card>
  )
}

/** What it was about and what was done. */
export function About({ visit }: { visit: ReturnVisit }) {
  const { t } = useTranslation('voice')
  const { language } = useFormat()
  const { request, visit: work } = visit
  const product = [nameIn(request.product, language), request.serial].filter(Boolean).join(' · ')
  return (
    <Card title={t('page.request')}>
      <Facts
        facts={there([
          { label: t('column.request'), value: <Go to={paths.request(request.id)}>{request.number}</Go> },
          { label: t('column.title'), value: request.title },
          product !== '' && { label: t('column.product'), value: product },
          work !== null && { label: t('column.technician'), value: work.technician },
          work !== null && { label: t('page.work'), value: work.workDone ?? <At at={work.finishedAt} /> },
          work === null && { label: t('page.work'), value: t('page.noWork') },
        ])}
      />
    </Card>
  )
}

/** When they were called before. */
export function Earlier({ visit }: { visit: ReturnVisit }) {
  const { t } = useTranslation('voice')
  if (visit.earlier.length === 0) return null
  return (
    <Card title={t('page.earlier')}>
      <ul className={styles.list}>
        {visit.earlier.map((one) => (
          <li key={one.id} className={styles.start}>
            <Go to={paths.returnVisit(one.id)}>{one.number}</Go>
            <CallStatus status={one.status} why={one.skipReason} />
            <span className={styles.small}>
              <At at={one.dueAt} only="day" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
