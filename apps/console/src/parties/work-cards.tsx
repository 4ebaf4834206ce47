import { Card, StatusTag, type Tone } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import styles from './requests-card.module.css'
import { type Of, useRelated } from './work.tsx'

const visitTones: Record<string, Tone> = {
  proposed: 'waiting',
  scheduled: 'planned',
  accepted: 'planned',
  declined: 'waiting',
  en_route: 'moving',
  on_site: 'working',
  working: 'working',
  done: 'done',
  part_done: 'done',
}

/** The visits: the next and the last ones. Nothing stands here for who never had any. */
export function VisitsCard({ of }: { of: Of }) {
  const { t } = useTranslation(['parties', 'dispatch'])
  const visits = useRelated('/api/v1/visits', 'dispatch.read', of).slice(0, 6)
  if (visits.length === 0) return null
  return (
    <Card title={t('work.visits')}>
      <ul className={styles.list}>
        {visits.map((visit) => (
          <li key={visit.id}>
            <Go to={paths.visit(visit.id)} className={styles.line}>
              <span className={styles.number}>{visit.number}</span>
              <span className={styles.title}>{[visit.title, visit.technician].filter(Boolean).join(' · ')}</span>
              <StatusTag tone={visitTones[visit.status] ?? 'neutral'}>
                {t(`dispatch:status.${visit.status}` as 'dispatch:status.done')}
              </StatusTag>
              <span className={styles.due}>
                <At at={visit.startsAt} zone={visit.timeZone} only="day" />
              </span>
            </Go>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const invoiceTones: Record<string, Tone> = { issued: 'waiting', part_paid: 'waiting', paid: 'done' }

/** What was billed, and what is still to be paid. */
export function InvoicesCard({ of }: { of: { customerId: string } }) {
  const { t } = useTranslation(['parties', 'billing'])
  const { money } = useFormat()
  const invoices = useRelated('/api/v1/invoices', 'billing.read', of).slice(0, 6)
  if (invoices.length === 0) return null
  return (
    <Card title={t('work.invoices')}>
      <ul className={styles.list}>
        {invoices.map(({ id, number, status, totalMinor, paidMinor, currency, issuedAt, createdAt }) => (
          <li key={id}>
            <Go to={paths.invoice(id)} className={styles.line}>
              <span className={styles.number}>{number}</span>
              <span className={styles.title}>
                {t('work.paid', {
                  paid: money({ minor: paidMinor, currency }),
                  total: money({ minor: totalMinor, currency }),
                })}
              </span>
              <StatusTag tone={invoiceTones[status] ?? 'neutral'}>
                {t(`billing:status.${status}` as 'billing:status.paid')}
              </StatusTag>
              <span className={styles.due}>
                <At at={issuedAt ?? createdAt} only="day" />
              </span>
            </Go>
          </li>
        ))}
      </ul>
    </Card>
  )
}
