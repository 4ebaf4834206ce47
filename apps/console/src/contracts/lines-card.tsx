import { Card, Facts, names, StatusTag } from '@aftercare/ui'
import { useFormat, usePartName } from '@aftercare/words/web'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import bill from '../billing/bill-lines.module.css'
import { Money } from '../billing/marks.tsx'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import type { Contract } from './contract-page.tsx'
import styles from './contracts.module.css'

type Line = Omit<Contract['lines'][number], 'covers'> & {
  covers: {
    assetId: string
    serial: string
    model: Contract['lines'][number]['covers'][number]['model']
    startsOn: string
    endsOn: string
    isRunning?: boolean
  }[]
}
const SHOWN = 8

/** Each line with the terms it was sold with and the very products it covers, from when to when. */
export function LinesCard({ lines, currency }: { lines: readonly Line[]; currency: string }) {
  const { t } = useTranslation('contracts')
  return (
    <Card title={t('card.lines')}>
      <div className={styles.stack}>
        {lines.map((line) => (
          <section key={line.id}>
            <Head line={line} currency={currency} />
            <Terms line={line} currency={currency} />
            <Units line={line} />
          </section>
        ))}
      </div>
    </Card>
  )
}

function Head({ line, currency }: { line: Line; currency: string }) {
  const { t } = useTranslation('contracts')
  const named = useNamed()
  return (
    <p className={styles.sum}>
      <span>
        <Go to={paths.serviceProduct(line.product.id)}>{named(line.product.name)}</Go>{' '}
        <span className={styles.quiet}>
          {t(`scope.${line.scope}`)} · {line.scopeNames ? named(line.scopeNames) : line.scopeName} ·{' '}
          {t('units', { count: line.units })}
        </span>
        {line.priceReason && <span className={styles.quiet}> · {line.priceReason}</span>}
      </span>
      <strong>
        <Money minor={line.totalMinor} currency={currency} />
      </strong>
    </p>
  )
}

function Terms({ line: { terms }, currency }: { line: Line; currency: string }) {
  const { t } = useTranslation('contracts')
  const { enumerated, money, numbers } = useFormat()
  const partName = usePartName()
  const allowances = terms.allowances.map(({ unit, total }) =>
    unit === 'amount'
      ? t('allowance.amount', { amount: money({ minor: total, currency }) })
      : t(`allowance.${unit}`, { count: Number(total) }),
  )
  const facts = [
    { label: t('field.kind'), value: t(`kind.${terms.kind}`) },
    { label: t('field.level'), value: terms.level && t(`level.${terms.level}`) },
    {
      label: t('field.covers'),
      value: enumerated(terms.covers.map((one) => t(`covers.${one}`))) || t('covers_nothing'),
    },
    { label: t('field.sharePct'), value: terms.sharePct < 100 && numbers.percent(terms.sharePct / 100, 2) },
    { label: t('field.components'), value: enumerated(terms.components.map(partName)) },
    { label: t('field.excludedComponents'), value: enumerated(terms.excludedComponents.map(partName)) },
    { label: t('field.allowances'), value: enumerated(allowances) },
    { label: t('field.waitingDays'), value: terms.waitingDays > 0 && t('days', { count: terms.waitingDays }) },
  ]
  return (
    <div className={styles.terms}>
      <Facts facts={facts.filter((fact) => fact.value)} />
    </div>
  )
}

function Units({ line }: { line: Line }) {
  const { t } = useTranslation(['contracts', 'common'])
  const { calendarDay } = useFormat()
  const named = useNamed()
  const [all, setAll] = useState(false)
  if (line.covers.length === 0) return null
  const shown = all ? line.covers : line.covers.slice(0, SHOWN)
  return (
    <div className={bill.wrap}>
      <table className={names(bill.table, styles.units)}>
        <thead>
          <tr>
            <th>{t('serial')}</th>
            <th className={bill.number}>{t('column.startsOn')}</th>
            <th className={bill.number}>{t('column.endsOn')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((unit) => (
            <tr key={unit.assetId}>
              <td>
                <Go to={paths.asset(unit.assetId)}>{unit.serial}</Go> {named(unit.model)}{' '}
                {unit.isRunning === false && <StatusTag tone="waiting">{t('status.suspended')}</StatusTag>}
              </td>
              <td className={bill.number}>
                <span className={styles.day}>{calendarDay(unit.startsOn)}</span>
              </td>
              <td className={bill.number}>
                <span className={styles.day}>{calendarDay(unit.endsOn)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {line.covers.length > SHOWN && !all && (
        <Button type="link" onClick={() => setAll(true)}>
          {t('units', { count: line.covers.length })}
        </Button>
      )}
    </div>
  )
}
