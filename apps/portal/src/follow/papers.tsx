import type { Answer } from '@aftercare/api'
import { Card, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import page from '../shell/page.module.css'
import { Link } from '../shell/router.tsx'
import styles from './follow.module.css'

type AllPapers = Answer<'/api/v1/portal/requests/{id}/papers'>

/** What there is to hold in hand: quotations to answer, the report with price and signature, invoices. */
export function Papers({ company, papers, timeZone }: { company: string; papers: AllPapers; timeZone: string }) {
  const { t } = useTranslation('portal')
  const { money } = useFormat()
  return (
    <>
      {papers.quotations.map((one) => (
        <Card key={one.id} title={t('follow.quotation', { number: one.number })}>
          <div className={styles.paper}>
            <p className={styles.price}>{money({ minor: one.customerMinor, currency: one.currency })}</p>
            {one.status === 'sent' && <StatusTag tone="waiting">{t('follow.quotationWaits')}</StatusTag>}
            <Link to={paths.quotation(company, one.id)} className={page.link}>
              {t('quotation.title', { number: one.number })}
            </Link>
          </div>
        </Card>
      ))}
      {papers.reports.map((one) => (
        <Report key={one.visitId} report={one} timeZone={timeZone} />
      ))}
      {papers.invoices.map((one) => (
        <Card key={one.id} title={t('follow.invoice', { number: one.number })}>
          <div className={styles.paper}>
            <p className={styles.price}>{money({ minor: one.totalMinor, currency: one.currency })}</p>
            <StatusTag tone={one.openMinor === '0' ? 'done' : 'waiting'}>
              {one.status === 'credited'
                ? t('follow.credited')
                : one.openMinor === '0'
                  ? t('follow.paid')
                  : t('follow.openAmount', { amount: money({ minor: one.openMinor, currency: one.currency }) })}
            </StatusTag>
            <Pdf href={`/api/v1/portal/invoices/${one.id}/invoice.pdf`} />
          </div>
        </Card>
      ))}
      {papers.creditNotes.map((one) => (
        <Card key={one.id} title={t('follow.creditNote', { number: one.number })}>
          <div className={styles.paper}>
            <p className={styles.price}>{money({ minor: one.totalMinor, currency: one.currency })}</p>
            <p className={page.small}>{t('follow.creditOf', { number: one.invoiceNumber })}</p>
            <Pdf href={`/api/v1/portal/credit-notes/${one.id}/credit-note.pdf`} />
          </div>
        </Card>
      ))}
    </>
  )
}

function Report({ report, timeZone }: { report: AllPapers['reports'][number]; timeZone: string }) {
  const { t } = useTranslation('portal')
  const { dates, money } = useFormat()
  const day = report.finishedAt ? dates(timeZone).day(report.finishedAt) : ''
  const price =
    report.customerMinor !== null && report.currency !== null
      ? { minor: report.customerMinor, currency: report.currency }
      : null
  return (
    <Card title={t('follow.report')}>
      <div className={styles.paper}>
        <p className={page.small}>{t('follow.reportBy', { name: report.technician, day })}</p>
        {report.workDone && <p className={page.prose}>{report.workDone}</p>}
        <Parts parts={report.parts} />
        {price && (
          <p className={styles.price}>
            {price.minor === '0' ? t('follow.free') : `${t('follow.price')} ${money(price)}`}
          </p>
        )}
        {report.signerName && <p className={page.small}>{t('follow.signedBy', { name: report.signerName })}</p>}
        <Pdf href={`/api/v1/portal/visits/${report.visitId}/report.pdf`} />
      </div>
    </Card>
  )
}

/** What was put in: the number, who vouches that it is genuine, and the warranty of the part itself. */
function Parts({ parts }: { parts: AllPapers['reports'][number]['parts'] }) {
  const { t } = useTranslation('portal')
  const { calendarDay } = useFormat()
  const shown = parts.filter((one) => one.serial || one.batch || one.coveredUntil)
  if (shown.length === 0) return null
  return (
    <ul className={styles.parts} aria-label={t('follow.parts')}>
      {shown.map((one) => (
        <li key={`${one.code} ${one.serial} ${one.batch}`}>
          <strong>{one.name}</strong>
          {one.serial && <span>{t('follow.partSerial', { number: one.serial })}</span>}
          {one.batch && <span>{t('follow.partBatch', { number: one.batch })}</span>}
          {one.maker && <StatusTag tone="done">{t('follow.partGenuine', { maker: one.maker })}</StatusTag>}
          {one.isUnproven && <StatusTag tone="waiting">{t('follow.partUnproven')}</StatusTag>}
          {one.coveredUntil && <span>{t('follow.partUntil', { day: calendarDay(one.coveredUntil) })}</span>}
        </li>
      ))}
    </ul>
  )
}

function Pdf({ href }: { href: string }) {
  const { t } = useTranslation('portal')
  return (
    <a href={href} className={page.link} target="_blank" rel="noreferrer">
      {t('follow.openPdf')}
    </a>
  )
}
