import { Button } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { forgetDraft, useDrafts } from '../data/drafts.ts'
import type { Visit, WorkLine } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { EXTRA_DRAFT } from './extra-sheet.tsx'
import styles from './job.module.css'
import { lineDraft } from './line-sheet.tsx'

type Props = { visit: Visit; onLine: (line: WorkLine | 'new') => void; onExtra?: () => void }

/** What was being typed when the app ended is offered again: to go on with, or to be thrown away. */
export function Unfinished({ visit, onLine, onExtra }: Props) {
  const { t } = useTranslation(['field-job', 'field'])
  const store = useStore()
  const offered = useDrafts(visit.id).flatMap(({ form }) => {
    if (form === EXTRA_DRAFT) return onExtra ? [{ form, what: t('field:extra.title'), open: onExtra }] : []
    if (form === lineDraft(undefined)) return [{ form, what: t('draft.line'), open: () => onLine('new') }]
    const line = visit.lines.find((one) => lineDraft(one.id) === form)
    return line ? [{ form, what: line.name, open: () => onLine(line) }] : []
  })
  if (offered.length === 0) return null
  return (
    <section className={styles.warn} aria-label={t('draft.title')}>
      <h2 className={styles.title}>{t('draft.title')}</h2>
      {offered.map(({ form, what, open }) => (
        <div key={form} className={styles.row}>
          <span>{what}</span>
          <span className={styles.row}>
            <Button onClick={() => void forgetDraft(store, visit.id, form)}>{t('draft.drop')}</Button>
            <Button kind="primary" onClick={open}>
              {t('draft.goOn')}
            </Button>
          </span>
        </div>
      ))}
    </section>
  )
}
