import {
  type Considered,
  type Decision,
  sayClause,
  sayStep,
  sayTitle,
  type Translate,
  tellingOf,
} from '@aftercare/entitlement'
import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'
import { AskFacts } from './ask-facts.tsx'
import styles from './cover-reason.module.css'

/** The words of the `entitlement` book for the functions of its package. */
export function useSay(): Translate {
  const { i18n } = useTranslation(['field', 'entitlement'])
  const { language } = useFormat()
  return i18n.getFixedT(language, 'entitlement') as unknown as Translate
}

/** Covered because…: the right that pays, its clause and its sum; what is missing can be said here, without a network too. */
export function CoverReason({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field', 'entitlement'])
  const { calendarDay } = useFormat()
  const { cover } = visit
  if (!cover) return <p className={styles.box}>{t(visit.asset ? 'cover.unknown' : 'cover.noProduct')}</p>
  const decision = cover as unknown as Decision
  const { bar } = tellingOf(decision)
  const except = leftToCustomer(decision)
  const met = decision.considered.filter((one) => one.result === 'met' && one.covers.length > 0)
  const until = bar?.end && bar.state === 'running' ? t('cover.until', { end: calendarDay(bar.end) }) : null
  return (
    <details className={styles.box} data-outcome={cover.outcome}>
      <summary className={styles.summary}>
        <Icon name="promises" />
        <span>
          {except.length > 0
            ? t('cover.except', { kinds: except.map((kind) => t(`entitlement:kind.${kind}`)).join(' · ') })
            : t(`cover.${cover.outcome}`)}
          {until && <small className={styles.until}>{until}</small>}
        </span>
        <Icon name="down" size={18} />
      </summary>
      <div className={styles.reasons}>
        <Payers decision={decision} />
        {met.map((one) => (
          <Reason key={one.ruleId} right={one} />
        ))}
        {met.length === 0 && cover.outcome === 'not_covered' && <span>{t('cover.nothingMet')}</span>}
        <AskFacts visit={visit} decision={decision} />
        <span className={styles.rules}>
          {t('cover.rules', {
            packs: decision.packs.map(({ id, version }) => `${id}@${version}`).join(', ') || '–',
            at: calendarDay(decision.at),
          })}
        </span>
      </div>
    </details>
  )
}

/** "Partly" alone would be less than is known where whole kinds of cost are the customer's and all the rest is paid: those are named. */
function leftToCustomer({ lines, outcome }: Decision): Decision['lines'][number]['kind'][] {
  if (outcome !== 'partly' || lines.some(({ payer }) => payer === 'undetermined')) return []
  const kinds = [...new Set(lines.filter(({ payer }) => payer === 'customer').map(({ kind }) => kind))]
  const whole = kinds.every((kind) => lines.every((line) => line.kind !== kind || line.payer === 'customer'))
  return whole ? kinds : []
}

function Payers({ decision }: { decision: Decision }) {
  const { t } = useTranslation(['field', 'entitlement'])
  const due = [...new Set(decision.remedies.filter((one) => one.due === true).map((one) => one.remedy))]
  return (
    <div className={styles.reason}>
      {decision.lines
        .filter((line) => ['part', 'labour', 'travel'].includes(line.kind))
        .map((line) => (
          <span key={`${line.lineId} ${line.payer} ${line.ruleId}`}>
            {t('cover.pays', {
              kind: t(`entitlement:kind.${line.kind}`),
              payer: t(`entitlement:payer.${line.payer}`),
            })}
          </span>
        ))}
      {due.length > 0 && (
        <span>{t('cover.due', { remedies: due.map((one) => t(`entitlement:remedy.${one}`)).join(' · ') })}</span>
      )}
    </div>
  )
}

function Reason({ right }: { right: Considered }) {
  const { language } = useFormat()
  const say = useSay()
  return (
    <div className={styles.reason}>
      <strong>{sayTitle(right, language, say)}</strong>
      {right.clause && <span>{sayClause(right, say)}</span>}
      {right.steps.map((step) => {
        const sum = sayStep(step, say)
        return <span key={sum}>{sum}</span>
      })}
    </div>
  )
}
