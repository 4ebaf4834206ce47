import type { ChecklistAnswer, ChecklistItem, StepStanding } from '@aftercare/rules'
import { Button, Sheet, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeReport } from '../data/changes.ts'
import { timeNow } from '../data/clock.ts'
import { CHECKLIST_PICTURES } from '../data/drawings.ts'
import { useName } from '../data/names.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import { CheckAnswer, type Given } from './check-answer.tsx'
import styles from './check-item.module.css'
import { CheckProof } from './check-proof.tsx'
import { OddChoice } from './odd-choice.tsx'
import { StepPicture } from './step-picture.tsx'

type Props = { visit: Visit; standing: StepStanding }

/** One step of the list. A required one that cannot be done is left out with a reason, never silently. */
export function CheckItem({ visit, standing }: Props) {
  const { t } = useTranslation(['field', 'field-job'])
  const store = useStore()
  const name = useName()
  const [skipping, setSkipping] = useState(false)
  const { item, state } = standing
  const answer = visit.report.answers[item.key] as ChecklistAnswer | undefined
  const locked = visit.report.signature !== null
  const give = (given: Given) => {
    const { value = null, readings, note } = { ...answer, ...given }
    const proof = { ...(readings?.length && { readings }), ...(note && { note }) }
    const skipped = given.skipped && { skipped: given.skipped }
    void writeReport(store, visit.id, { answers: { [item.key]: { value, ...proof, ...skipped, at: timeNow() } } })
  }
  return (
    <div className={styles.item} data-state={state}>
      <CheckAnswer visit={visit} item={item} answer={answer} locked={locked} give={give} />
      {item.picture && (
        <StepPicture
          id={item.picture}
          from={CHECKLIST_PICTURES}
          title={t('field-job:check.picture', { step: name(item.label) })}
        />
      )}
      {item.hint && <p className={styles.hint}>{name(item.hint)}</p>}
      <MeterBackwards visit={visit} item={item} answer={answer} />
      {state === 'skipped' && <p className={styles.note}>{t('check.skipped', { why: answer?.skipped })}</p>}
      {state === 'failed' && (
        <p className={styles.bad} role="alert">
          {t('field-job:check.failed')}
        </p>
      )}
      {state === 'out_of_limits' && (
        <p className={styles.bad} role="alert">
          {t('check.outOfLimits', { min: item.min ?? '–', max: item.max ?? '–', unit: item.unit ?? '' })}
        </p>
      )}
      {item.proof && state !== 'skipped' && (
        <CheckProof visit={visit} standing={standing} answer={answer} locked={locked} give={give} />
      )}
      {(item.required || standing.isOpen) && !locked && (
        // Keeps its place when it is not to be had: the next step must not move away from under the thumb.
        <button
          type="button"
          className={styles.skip}
          data-gone={!(state === 'open' || standing.isOpen) || undefined}
          aria-label={t('check.skipItem', { step: name(item.label) })}
          onClick={() => setSkipping(true)}
        >
          {t('check.skip')}
        </button>
      )}
      <SkipSheet
        title={t('check.skipItem', { step: name(item.label) })}
        open={skipping}
        onClose={() => setSkipping(false)}
        onSkip={(skipped) => {
          give({ value: null, skipped })
          setSkipping(false)
        }}
      />
    </div>
  )
}

type MeterProps = { visit: Visit; item: ChecklistItem; answer: ChecklistAnswer | undefined }

/** A meter that shows less than it did: typed wrong, or another meter. Kept as it is said; the desk hears of it. */
function MeterBackwards({ visit, item, answer }: MeterProps) {
  const { t } = useTranslation('field')
  const { numbers } = useFormat()
  const last = visit.asset?.meters.find((one) => one.kind === item.meter)
  const value = answer?.value
  if (!last || typeof value !== 'number' || value >= Number(last.value)) return null
  const seen = `${numbers.whole(value)} < ${numbers.whole(last.value)}`
  return (
    <>
      <p className={styles.bad} role="alert">
        {t('odd.meter', { last: numbers.whole(last.value) })}
      </p>
      <OddChoice visitId={visit.id} kind="meter_backwards" seen={seen} choices={['meter_replaced', 'went_on']} />
    </>
  )
}

type SkipProps = { title: string; open: boolean; onClose: () => void; onSkip: (why: string) => void }

function SkipSheet({ title, open, onClose, onSkip }: SkipProps) {
  const { t } = useTranslation('field')
  const [why, setWhy] = useState('')
  return (
    <Sheet
      open={open}
      title={title}
      onClose={onClose}
      actions={
        <Button kind="primary" block disabled={why.trim() === ''} onClick={() => onSkip(why.trim())}>
          {t('check.skipDo')}
        </Button>
      }
    >
      <TextField label={t('check.why')} value={why} onChange={setWhy} rows={2} maxLength={150} />
    </Sheet>
  )
}
