import { NOT_DONE_REASONS, RECALL_OUTCOMES } from '@aftercare/rules'
import { Button, Select, Sheet, TextField } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answerOf, answerRecall, type OpenRecall, type RecallSaid } from '../data/recalls.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { OVER } from '../job/steps.ts'
import { useSession } from '../shell/session.ts'
import { RecallText } from './recall-text.tsx'
import styles from './recalls.module.css'

type Props = { visit: Visit; recall: OpenRecall; onClose: () => void }

/** Read whole, then answered; what was said can be said otherwise until the visit ends. */
export function RecallSheet({ visit, recall, onClose }: Props) {
  const { t } = useTranslation('field-job')
  const isOver = OVER.includes(visit.status)
  const form = useAnswer(visit, recall, onClose)
  return (
    <Sheet
      open
      title={t(`recall.kind.${recall.isSafety ? 'safety' : recall.kind}`)}
      onClose={onClose}
      actions={
        !isOver && (
          <Button kind="primary" block disabled={!form.isWhole} onClick={() => void form.save()}>
            {t('recall.save')}
          </Button>
        )
      }
    >
      <RecallText recall={recall} />
      {!isOver && <AnswerFields form={form} />}
    </Sheet>
  )
}

type Form = ReturnType<typeof useAnswer>

function useAnswer(visit: Visit, recall: OpenRecall, onClose: () => void) {
  const store = useStore()
  const { person } = useSession()
  const before = answerOf(visit, recall)
  const [outcome, setOutcome] = useState<RecallSaid['outcome'] | null>(before?.outcome ?? null)
  const [reason, setReason] = useState<string>(before?.reason ?? '')
  const [note, setNote] = useState(before?.note ?? '')
  const isNotDone = outcome === 'not_done'
  const save = async () => {
    if (!outcome) return
    const why = isNotDone ? (reason as NonNullable<RecallSaid['reason']>) : null
    const said = { outcome, reason: why, note: note.trim() || null }
    await answerRecall(store, visit.id, recall.id, { said, by: person.name })
    onClose()
  }
  // "Other" alone says nothing to whoever plans it anew.
  const isWhole = outcome !== null && (!isNotDone || (reason !== '' && (reason !== 'other' || note.trim() !== '')))
  return { ...{ outcome, setOutcome, reason, setReason, note, setNote }, isNotDone, isWhole, save }
}

function AnswerFields({ form }: { form: Form }) {
  const { t } = useTranslation(['field-job', 'common'])
  return (
    <fieldset className={styles.answer}>
      <legend className={styles.heading}>{t('recall.ask')}</legend>
      {RECALL_OUTCOMES.map((one) => (
        <label key={one} className={styles.choice}>
          <input type="radio" name="outcome" checked={form.outcome === one} onChange={() => form.setOutcome(one)} />
          <span>{t(`recall.outcome.${one}`)}</span>
        </label>
      ))}
      {form.isNotDone && (
        <Select
          label={t('recall.why')}
          value={form.reason}
          onChange={form.setReason}
          options={NOT_DONE_REASONS.map((value) => ({ value, label: t(`recall.reason.${value}`) }))}
        />
      )}
      {form.outcome && (
        <TextField
          label={t('common:note')}
          optional={form.reason !== 'other' || !form.isNotDone}
          value={form.note}
          onChange={form.setNote}
          rows={2}
          maxLength={150}
        />
      )}
    </fieldset>
  )
}
