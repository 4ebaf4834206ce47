import { type RemedyRight, sayClause } from '@aftercare/entitlement'
import { useTranslation } from 'react-i18next'
import styles from './panel.module.css'
import { type Cover, decisionOf, useTranslate } from './say-cover.ts'

/** Which remedies are due and who may choose among them; what may be due once a fact is known stands apart. */
export function RemediesDue({ cover }: { cover: Cover }) {
  const { t } = useTranslation('entitlement')
  const translate = useTranslate()
  const { remedies, considered } = decisionOf(cover)
  const clauseOf = ({ ruleId }: RemedyRight) => {
    const right = considered.find((one) => one.ruleId === ruleId)
    return right && sayClause(right, translate)
  }
  /** Once each, with every clause that gives it. */
  const said = (due: true | null) => {
    const found = new Map<string, Set<string>>()
    for (const one of remedies.filter((remedy) => remedy.due === due)) {
      const text = t('panel.remedy', { remedy: t(`remedy.${one.remedy}`), who: t(`electedBy.${one.electedBy}`) })
      const clause = clauseOf(one)
      const clauses = found.get(text) ?? new Set()
      found.set(text, clause ? clauses.add(clause) : clauses)
    }
    return found
  }
  const now = said(true)
  const perhaps = new Map([...said(null)].filter(([text]) => !now.has(text)))
  if (now.size + perhaps.size === 0) return null
  return (
    <dl className={styles.remedies}>
      <Group title={t('panel.remedies')} items={now} />
      <Group title={t('panel.mayBeDue')} items={perhaps} isQuiet />
    </dl>
  )
}

type GroupProps = { title: string; items: ReadonlyMap<string, ReadonlySet<string>>; isQuiet?: boolean }

function Group({ title, items, isQuiet = false }: GroupProps) {
  if (items.size === 0) return null
  return (
    <div>
      <dt>{title}</dt>
      {[...items].map(([text, clauses]) => (
        <dd key={text} className={isQuiet ? styles.note : undefined}>
          {text}
          {!isQuiet &&
            [...clauses].map((clause) => (
              <span key={clause} className={styles.rests}>
                {clause}
              </span>
            ))}
        </dd>
      ))}
    </div>
  )
}
