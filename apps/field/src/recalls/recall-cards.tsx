import { isOpenUnit } from '@aftercare/rules'
import { Button } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useName } from '../data/names.ts'
import { answerOf, type OpenRecall, recallsOf, settledOtherwise } from '../data/recalls.ts'
import type { Visit } from '../data/store.ts'
import { OVER } from '../job/steps.ts'
import { KindOf } from './kind-of.tsx'
import { RecallSheet } from './recall-sheet.tsx'
import styles from './recalls.module.css'

/** On top of the job, before anything is begun: what the maker wants done to this very product. Answered, a line is left of it. */
export function RecallCards({ visit }: { visit: Visit }) {
  const [open, setOpen] = useState<string | null>(null)
  const recalls = recallsOf(visit)
  const isOver = OVER.includes(visit.status)
  const shown = recalls.find((one) => one.id === open)
  return (
    <>
      {recalls.map((one) =>
        answerOf(visit, one) || isOver || !isOpenUnit(one.state) ? (
          <Answered key={one.id} visit={visit} recall={one} onOpen={() => setOpen(one.id)} />
        ) : (
          <Unanswered key={one.id} recall={one} onOpen={() => setOpen(one.id)} />
        ),
      )}
      {shown && <RecallSheet visit={visit} recall={shown} onClose={() => setOpen(null)} />}
    </>
  )
}

type Props = { recall: OpenRecall; onOpen: () => void }

function Unanswered({ recall, onOpen }: Props) {
  const { t } = useTranslation('field-job')
  const name = useName()
  const isDanger = recall.isSafety || recall.stopUse
  return (
    <section className={styles.card} data-danger={isDanger || undefined} aria-label={name(recall.title)}>
      <KindOf recall={recall} />
      <strong className={styles.title}>{name(recall.title)}</strong>
      {recall.stopUse && <p>{t('recall.stopUse')}</p>}
      <Button block onClick={onOpen}>
        {t('recall.read')}
      </Button>
    </section>
  )
}

function Answered({ visit, recall, onOpen }: Props & { visit: Visit }) {
  const { t } = useTranslation('field-job')
  const name = useName()
  const answer = answerOf(visit, recall)
  const isOther = settledOtherwise(recall, answer)
  const isStillOpen = answer?.outcome === 'refused' || answer?.outcome === 'not_done'
  return (
    <section className={styles.answered} aria-label={name(recall.title)}>
      <span>
        {name(recall.title)} · {answer ? t(`recall.outcome.${answer.outcome}`) : t(`recall.state.${recall.state}`)}
      </span>
      <button type="button" className={styles.again} onClick={onOpen}>
        {t(OVER.includes(visit.status) ? 'recall.see' : 'recall.again')}
      </button>
      {recall.stopUse && isStillOpen && !isOther && <p className={styles.danger}>{t('recall.stopUse')}</p>}
      {isOther && <p role="status">{t('recall.settledOtherwise', { state: t(`recall.state.${recall.state}`) })}</p>}
    </section>
  )
}
