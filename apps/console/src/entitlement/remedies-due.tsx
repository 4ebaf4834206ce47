import { useTranslation } from 'react-i18next'
import styles from './panel.module.css'
import { type Cover, decisionOf } from './say-cover.ts'

/** Which remedies are due and who may choose among them; what may be due once a fact is known stands apart. */
export function RemediesDue({ cover }: { cover: Cover }) {
  const { t } = useTranslation('entitlement')
  const { remedies } = decisionOf(cover)
  const said = (due: true | null) => [
    ...new Set(
      remedies
        .filter((one) => one.due === due)
        .map((one) => t('panel.remedy', { remedy: t(`remedy.${one.remedy}`), who: t(`electedBy.${one.electedBy}`) })),
    ),
  ]
  const now = said(true)
  const perhaps = said(null).filter((one) => !now.includes(one))
  if (now.length + perhaps.length === 0) return null
  return (
    <dl className={styles.remedies}>
      <Group title={t('panel.remedies')} items={now} />
      <Group title={t('panel.mayBeDue')} items={perhaps} isQuiet />
    </dl>
  )
}

function Group({ title, items, isQuiet = false }: { title: string; items: string[]; isQuiet?: boolean }) {
  if (items.length === 0) return null
  return (
    <div>
      <dt>{title}</dt>
      {items.map((one) => (
        <dd key={one} className={isQuiet ? styles.note : undefined}>
          {one}
        </dd>
      ))}
    </div>
  )
}
