import { Button, TextField } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { judgeArticle, useJudged } from '../data/articles.ts'
import type { Article } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import styles from './articles.module.css'

/** Asked at the end, answered once of each version: whoever writes reads it. */
export function DidItHelp({ article, visitId }: { article: Article; visitId: string | null }) {
  const { t } = useTranslation(['field-articles', 'common'])
  const store = useStore()
  const judged = useJudged(article)
  const [helped, setHelped] = useState<boolean | null>(null)
  const [note, setNote] = useState('')
  if (judged === undefined) return null
  return (
    <section className={styles.judge} aria-label={t('ask')}>
      <h3 className={styles.heading}>{t('ask')}</h3>
      {judged && <p role="status">{t(judged.helped ? 'saidYes' : 'saidNo')}</p>}
      {!judged && (
        <div className={styles.pair}>
          {[true, false].map((one) => (
            <button
              key={String(one)}
              type="button"
              className={styles.answer}
              aria-pressed={helped === one}
              onClick={() => setHelped(one)}
            >
              {t(one ? 'yes' : 'no')}
            </button>
          ))}
        </div>
      )}
      {!judged && helped !== null && (
        <>
          <TextField
            label={t(helped ? 'note' : 'noteNo')}
            optional
            value={note}
            onChange={setNote}
            rows={3}
            maxLength={2000}
          />
          <Button kind="primary" block onClick={() => void judgeArticle(store, article, { helped, note, visitId })}>
            {t('send')}
          </Button>
        </>
      )}
    </section>
  )
}
