import type { Pack } from '@aftercare/entitlement'
import { StatusTag } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { useFieldText } from './field-text.ts'
import { diffPacks, type PartDiff } from './pack-diff.ts'
import styles from './packs.module.css'
import { useRuleText } from './rule-text.ts'

const tones = { added: 'done', removed: 'breach', changed: 'working' } as const

/** What a version changes, rule by rule and field by field. */
export function DiffView({ before, after }: { before: Pack; after: Pack }) {
  const { t } = useTranslation('packs')
  const parts = diffPacks(before, after)
  return (
    <div className={styles.stack}>
      <p className={styles.note}>{t('diff.against', { version: before.version })}</p>
      {parts.length === 0 && <p>{t('diff.none')}</p>}
      {parts.map((part) => (
        <Part key={part.rule?.id ?? ''} part={part} />
      ))}
    </div>
  )
}

function Part({ part }: { part: PartDiff }) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const field = useFieldText()
  return (
    <section className={styles.rule}>
      <header className={styles.ruleHead}>
        <h3 className={styles.ruleTitle}>
          {part.rule ? say.title(part.rule) : t('diff.pack')} <span className={styles.note}>{part.rule?.id}</span>
        </h3>
        <StatusTag tone={tones[part.kind]}>{t(`diff.${part.kind}`)}</StatusTag>
      </header>
      {part.fields.length > 0 && (
        <table className={styles.diff}>
          <tbody>
            {part.fields.map(({ path, from, to }) => (
              <tr key={path}>
                <th scope="row" title={path}>
                  {field.name(path)}
                </th>
                <td>{from !== undefined && <del>{field.value(path, from)}</del>}</td>
                <td>{to !== undefined && <ins>{field.value(path, to)}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
