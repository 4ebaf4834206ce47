import type { components } from '@aftercare/api'
import { type Considered, sayClause, sayMissing, sayStep, sayTitle, type Translate } from '@aftercare/entitlement'
import { StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useCountryName } from '../shell/country.tsx'
import styles from './why.module.css'

type Cover = components['schemas']['Cover']

/** The words of the `entitlement` book for the functions of its package; a code of ours inside a step is said, too. */
function useTranslate(): Translate {
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

/** Why: every right that was looked at, its clause, and the sum of its dates and readings. */
export function Why({ cover }: { cover: Cover }) {
  const { t } = useTranslation('entitlement')
  const countryName = useCountryName()
  const { calendarDay } = useFormat()
  const { decision, summary } = cover
  // The route's answer has the shape of the package's own type; only optional fields are spelt differently.
  const considered = decision.considered as Considered[]
  const met = considered.filter((one) => one.result === 'met')
  const open = considered.filter((one) => one.result === 'undetermined')
  const not = considered.filter((one) => one.result === 'not_met')
  const place = countryName(String(decision.facts.jurisdiction))
  return (
    <div className={styles.why}>
      <p className={styles.note}>{t('cover.asOf', { at: calendarDay(decision.at), place })}</p>
      {cover.assumed.length > 0 && <p className={styles.note}>{t('cover.assumedPlace')}</p>}
      {cover.doubted.length > 0 && <Doubted facts={cover.doubted} />}
      <Payers decision={decision} />
      {summary.missing.length > 0 && <Missing facts={summary.missing} />}
      {[...met, ...open].map((one) => (
        <Right key={one.ruleId} right={one} />
      ))}
      {not.length > 0 && (
        <details className={styles.rest}>
          <summary>{t('cover.notMet', { count: not.length })}</summary>
          {not.map((one) => (
            <Right key={one.ruleId} right={one} />
          ))}
        </details>
      )}
      <p className={styles.note}>{t('cover.packs', { packs: summary.packs.join(', ') || '–' })}</p>
    </div>
  )
}

function Payers({ decision }: { decision: Cover['decision'] }) {
  const { t } = useTranslation('entitlement')
  const due = [...new Set(decision.remedies.filter((one) => one.due === true).map((one) => t(`remedy.${one.remedy}`)))]
  return (
    <dl className={styles.payers}>
      <div>
        <dt>{t('cover.payer')}</dt>
        <dd>
          {decision.lines.map((line) => (
            <span key={`${line.lineId} ${line.payer}`} className={styles.payer}>
              {t(`kind.${line.kind}`)}: <strong>{t(`payer.${line.payer}`)}</strong>
            </span>
          ))}
        </dd>
      </div>
      {due.length > 0 && (
        <div>
          <dt>{t('cover.remediesDue')}</dt>
          <dd>{due.join(' · ')}</dd>
        </div>
      )}
    </dl>
  )
}

function Missing({ facts }: { facts: readonly string[] }) {
  const { t } = useTranslation('entitlement')
  const translate = useTranslate()
  return (
    <div className={styles.missing}>
      <strong>{t('cover.missing')}</strong>
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{sayMissing(fact, translate)}</li>
        ))}
      </ul>
    </div>
  )
}

function Doubted({ facts }: { facts: readonly string[] }) {
  const { t } = useTranslation('entitlement')
  const translate = useTranslate()
  return (
    <p className={styles.note}>
      {t('cover.doubted', { facts: facts.map((fact) => sayMissing(fact, translate)).join(', ') })}
    </p>
  )
}

const tones = { met: 'done', not_met: 'neutral', undetermined: 'waiting' } as const

function Right({ right }: { right: Considered }) {
  const { t } = useTranslation('entitlement')
  const { language } = useFormat()
  const translate = useTranslate()
  const clause = sayClause(right, translate)
  const steps = right.steps.map((step) => sayStep(step, translate))
  return (
    <section className={styles.right}>
      <header className={styles.head}>
        <h3 className={styles.title}>{sayTitle(right, language, translate)}</h3>
        <StatusTag tone={tones[right.result]}>{t(`result.${right.result}`)}</StatusTag>
      </header>
      <p className={styles.note}>
        {[
          t(`layer.${right.layer}`),
          clause,
          right.covers.length > 0 &&
            t('cover.paysFor', { kinds: right.covers.map((kind) => t(`kind.${kind}`)).join(', ') }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  )
}
