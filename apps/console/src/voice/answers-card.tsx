import { ifMatch } from '@aftercare/api'
import { Card, EmptyState } from '@aftercare/ui'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameIn } from '../requests/words.ts'
import { api, problemFrom } from '../shell/api.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './call-panel.module.css'
import type { ReturnVisit } from './return-visit-page.tsx'
import { type Answers, ScriptAnswers } from './script-answers.tsx'
import { useWord } from './words.ts'

/** What was answered; corrected where it was written down wrongly. */
export function AnswersCard({ visit }: { visit: ReturnVisit }) {
  const { t } = useTranslation(['voice', 'common'])
  const word = useWord()
  const [editing, setEditing] = useState(false)
  if (visit.status !== 'done')
    return (
      <Card title={t('call.refusedTitle')}>
        <EmptyState title={word(visit.skipReason ? `skipReason.${visit.skipReason}` : `status.${visit.status}`)} />
      </Card>
    )
  const edit = visit.can.includes('answers') && !editing && (
    <Button type="text" size="small" onClick={() => setEditing(true)}>
      {t('call.correct')}
    </Button>
  )
  return (
    <Card title={t('call.answers')} aside={edit}>
      {editing ? <Correct visit={visit} onDone={() => setEditing(false)} /> : <Said visit={visit} />}
    </Card>
  )
}

function Said({ visit }: { visit: ReturnVisit }) {
  const { t } = useTranslation('common')
  const { language } = visit.customer
  const said = (value: string | number) => (value === 'yes' ? t('yes') : value === 'no' ? t('no') : String(value))
  const asked = visit.script.questions.filter((one) => visit.answers[one.key] !== undefined)
  return (
    <dl className={styles.list}>
      {asked.map((one) => (
        <div key={one.key}>
          <dt className={styles.small} lang={language}>
            {nameIn(one.text, language)}
          </dt>
          <dd>{said(visit.answers[one.key]!)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Correct({ visit, onDone }: { visit: ReturnVisit; onDone: () => void }) {
  const { t } = useTranslation('common')
  const [answers, setAnswers] = useState<Answers>(visit.answers)
  const save = useChange(
    () =>
      api.PUT('/api/v1/return-visits/{id}/answers', {
        params: { path: { id: visit.id } },
        headers: ifMatch(visit.version),
        body: { answers },
      }),
    { paths: ['/api/v1/return-visits/{id}'], done: t('saved'), next: onDone },
  )
  const problem = problemFrom(save.error)
  return (
    <div className={styles.stack}>
      {problem && <Alert type="error" role="alert" title={problem.title} />}
      <ScriptAnswers script={visit.script} language={visit.customer.language} value={answers} onChange={setAnswers} />
      <div className={styles.start}>
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate(undefined)}>
          {t('do.save')}
        </Button>
        <Button onClick={onDone}>{t('do.cancel')}</Button>
      </div>
    </div>
  )
}
