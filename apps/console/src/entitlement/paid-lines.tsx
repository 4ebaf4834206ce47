import { sayClause, sayStep, sayTitle } from '@aftercare/entitlement'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './panel.module.css'
import { RightReasons } from './right.tsx'
import { type Cover, decisionOf, useFactList, useTranslate } from './say-cover.ts'

/** Line by line who pays which share, the clause one click away, and what a supplier pays back of it. */
export function PaidLines({ cover }: { cover: Cover }) {
  const { t } = useTranslation('entitlement')
  const { language } = useFormat()
  const translate = useTranslate()
  const details = useId()
  const [open, setOpen] = useState<string | null>(null)
  const { lines, considered } = decisionOf(cover)
  const supplier = cover.supplier ?? []
  const ids = [...new Set(lines.map((line) => line.lineId))]
  const right = considered.find((one) => one.ruleId === open)
  return (
    <div className={styles.scroll}>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">{t('panel.line')}</th>
            <th scope="col">{t('panel.payer')}</th>
            <th scope="col">{t('panel.because')}</th>
            {supplier.length > 0 && <th scope="col">{t('panel.back')}</th>}
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => {
            const shares = lines.filter((line) => line.lineId === id)
            const rule = considered.find((one) => shares.some((share) => share.ruleId === one.ruleId))
            return (
              <tr key={id}>
                <th scope="row">{t(`kind.${shares[0]!.kind}`)}</th>
                <td>
                  <Shares shares={shares} />
                </td>
                <td>
                  {rule && (
                    <Button
                      type="link"
                      size="small"
                      className={styles.clause ?? ''}
                      aria-expanded={open === rule.ruleId}
                      aria-controls={details}
                      onClick={() => setOpen(open === rule.ruleId ? null : rule.ruleId)}
                    >
                      {sayClause(rule, translate) ?? sayTitle(rule, language, translate)}
                    </Button>
                  )}
                </td>
                {supplier.length > 0 && (
                  <td>
                    <Back shares={supplier.filter((one) => one.lineId === id)} />
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      <div id={details}>{right && <RightReasons right={right} />}</div>
    </div>
  )
}

function Shares({ shares }: { shares: ReturnType<typeof decisionOf>['lines'] }) {
  const { t } = useTranslation('entitlement')
  const { numbers } = useFormat()
  return shares.map((one) => (
    <span key={`${one.payer} ${one.ruleId}`} className={styles.share} data-payer={one.payer}>
      {t('panel.share', {
        payer: t(`payer.${one.payer}`),
        share: one.sharePct === 100 ? '' : numbers.percent(one.sharePct / 100, 0),
      })}
    </span>
  ))
}

function Back({ shares }: { shares: NonNullable<Cover['supplier']> }) {
  const { t } = useTranslation('entitlement')
  const { numbers } = useFormat()
  const translate = useTranslate()
  const listed = useFactList()
  return shares.map((one) => (
    <span key={one.termId} className={styles.share}>
      {t('panel.backShare', { supplier: one.supplier, share: numbers.percent(one.sharePct / 100, 0) })}
      <span className={styles.note}>
        {one.result === 'undetermined'
          ? t('panel.backMissing', { facts: listed(one.missing) })
          : one.steps
              .filter((step) => /^(period|meter)\./.test(step.code))
              .map((step) => sayStep(step, translate))
              .join('; ')}
      </span>
    </span>
  ))
}
