import { isOpenUnit } from '@aftercare/rules'
import { Card, StatusTag, type Tone } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import type { Visit } from '../field-work/visit.ts'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import styles from './open-recall.module.css'
import type { OpenRecall } from './open-recall.tsx'
import { UnitDialog } from './unit-dialog.tsx'

type Answer = Visit['recallAnswers'][number]
const tones = { remedied: 'done', inspected_no_fault: 'done', refused: 'waiting', not_done: 'waiting' } as const

/** What the technician said about each open recall of the product, and what is left for the desk to do. */
export function VisitRecalls({ visit }: { visit: Visit }) {
  const { t } = useTranslation('campaigns')
  const recalls = visit.asset?.recalls ?? []
  if (recalls.length === 0) return null
  return (
    <Card title={t('visit.title')}>
      <div className={styles.list}>
        {recalls.map((recall) => (
          <One key={recall.id} recall={recall} visit={visit} />
        ))}
      </div>
    </Card>
  )
}

function One({ recall, visit }: { recall: OpenRecall; visit: Visit }) {
  const { t } = useTranslation(['campaigns', 'field-work'])
  const { dates } = useFormat()
  const named = useNamed()
  const can = useCan()
  const answer = visit.recallAnswers.find((one) => one.campaignId === recall.id)
  const standing = standingOf(recall, visit, answer)
  const said = answer && t('visit.by', { name: answer.by, when: dates(visit.timeZone).dayTime(answer.at) })
  return (
    <section className={styles.answer} aria-label={recall.number}>
      <div className={styles.head}>
        <strong>
          {can('campaigns.read') ? <Go to={paths.campaign(recall.id)}>{recall.number}</Go> : recall.number}{' '}
          {named(recall.title)}
        </strong>
        {answer ? (
          <StatusTag tone={tones[answer.outcome]}>{t(`field-work:recallOutcome.${answer.outcome}`)}</StatusTag>
        ) : (
          <StatusTag tone={toneOf(standing)}>{t(`visit.${standing === 'open' ? 'waiting' : standing}`)}</StatusTag>
        )}
      </div>
      {said && (
        <p className={styles.quiet}>
          {[answer.reason && t(`field-work:recallReason.${answer.reason}`), answer.note, said]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      <Next recall={recall} visit={visit} answer={answer} standing={standing} />
    </section>
  )
}

type Standing = 'leftOpen' | 'waiting' | 'later' | 'open'
const toneOf = (standing: Standing): Tone => (standing === 'leftOpen' ? 'breach' : 'neutral')

/** What was announced after the visit was over is no fault of it. */
function standingOf(recall: OpenRecall, visit: Visit, answer: Answer | undefined): Standing {
  if (answer) return 'open'
  if (!visit.finishedAt) return 'waiting'
  return recall.announcedOn > visit.finishedAt.slice(0, 10) ? 'later' : 'leftOpen'
}
const hints = { not_done: 'visit.notDoneHint', refused: 'visit.refusedHint' } as const

/** What the desk does about one that stayed open; nothing about one that is done. */
function Next({
  recall,
  visit,
  answer,
  standing,
}: Parameters<typeof One>[0] & { answer: Answer | undefined; standing: Standing }) {
  const { t } = useTranslation('campaigns')
  const can = useCan()
  const [setting, setSetting] = useState(false)
  const mayAll = can('campaigns.manage')
  const asset = visit.asset
  if (!asset || standing === 'waiting') return null
  if (!isOpenUnit(recall.state)) {
    const isSame = answer?.outcome === recall.state
    return isSame ? null : <p>{t('visit.settled', { state: t(`unitState.${recall.state}`) })}</p>
  }
  const isMissing = answer?.reason === 'parts_missing'
  const hint = answer ? hints[answer.outcome as keyof typeof hints] : null
  return (
    <>
      {standing === 'leftOpen' && (
        <p>{t(mayAll ? 'visit.leftOpenHint' : 'visit.leftOpenTell', { name: visit.technician.name })}</p>
      )}
      {hint && <p>{t(isMissing ? 'visit.partsHint' : hint)}</p>}
      <div className={styles.actions}>
        <Go to={paths.requestNew({ ...(visit.customer && { customerId: visit.customer.id }), assetId: asset.id })}>
          {t('visit.book')}
        </Go>
        {(mayAll || can('campaigns.note')) && (
          <Button size="small" onClick={() => setSetting(true)}>
            {t(mayAll ? 'visit.set' : 'door.note')}
          </Button>
        )}
      </div>
      {setting && <UnitDialog campaignId={recall.id} assetId={asset.id} onClose={() => setSetting(false)} />}
    </>
  )
}
