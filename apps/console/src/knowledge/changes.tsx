import { type Language, languageNames } from '@aftercare/words'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Change, changesBetween } from './changed.ts'
import styles from './knowledge.module.css'
import { type Content, useScope } from './marks.tsx'

type ChangesProps = { title: string; before: Content; after: Content; onClose: () => void }
type Line = { place: string; language: Language | null; from: string | null; to: string | null }

/** What an article says otherwise than before: what it is for, then its texts in every language. */
export function Changes({ title, before, after, onClose }: ChangesProps) {
  const { t } = useTranslation('knowledge')
  const lines = [...useScopeChanges(before, after), ...useTextChanges(changesBetween(before, after))]
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={720}>
      {lines.length === 0 && <p>{t('versions.same')}</p>}
      {lines.map((one) => (
        <Changed key={JSON.stringify(one)} one={one} />
      ))}
    </Modal>
  )
}

function useScopeChanges(before: Content, after: Content): Line[] {
  const { t } = useTranslation(['knowledge', 'common'])
  const [was, is] = [useScope(before), useScope(after)]
  const yesNo = (is: boolean) => t(is ? 'common:yes' : 'common:no')
  const rows = [
    [t('column.kind'), t(`kind.${before.kind}`), t(`kind.${after.kind}`)],
    [t('controlled'), yesNo(before.isControlled), yesNo(after.isControlled)],
    [t('fact.machines'), was.machines, is.machines],
    [t('fact.symptoms'), was.symptoms, is.symptoms],
    [t('fact.causes'), was.causes, is.causes],
    [t('fact.components'), was.components, is.components],
  ] as const
  return rows.flatMap(([place, from, to]) =>
    from === to ? [] : [{ place, language: null, from: from || null, to: to || null }],
  )
}

function useTextChanges(changes: readonly Change[]): Line[] {
  const { t } = useTranslation('knowledge')
  const placeOf = (one: Change) => {
    if (one.what === 'title' || one.what === 'summary') return t(`form.${one.what}`)
    const step = t('versions.step', { number: one.number })
    return one.what === 'caution' ? `${step} · ${t('form.caution')}` : step
  }
  return changes.map((one) =>
    one.language
      ? { place: placeOf(one), language: one.language, from: one.from, to: one.to }
      : { place: placeOf(one), language: null, from: null, to: t('versions.picture') },
  )
}

function Changed({ one: { place, language, from, to } }: { one: Line }) {
  const { t } = useTranslation('knowledge')
  const lang = language ?? undefined
  return (
    <div className={styles.change}>
      <span className={styles.quiet}>
        {place}
        {language && (
          <>
            {' · '}
            <span lang={language}>{languageNames[language]}</span>
          </>
        )}
      </span>
      {from !== null && (
        <del lang={lang}>
          <span className={styles.unseen}>{t('versions.removed')}</span> {from}
        </del>
      )}
      {to !== null && (
        <ins lang={lang}>
          <span className={styles.unseen}>{t('versions.added')}</span> {to}
        </ins>
      )}
    </div>
  )
}
