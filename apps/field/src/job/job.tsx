import { EmptyState, SkeletonRows, Stepper } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HowTo } from '../articles/how-to.tsx'
import { useArticles } from '../data/articles.ts'
import { keepStep } from '../data/changes.ts'
import { pull } from '../data/pull.ts'
import type { KeptVisit } from '../data/store.ts'
import { useStore, useVisit } from '../data/use-store.ts'
import { paths } from '../paths.ts'
import { RecallCards } from '../recalls/recall-cards.tsx'
import { Bar } from '../shell/bar.tsx'
import { AnswerCard } from './answer-card.tsx'
import { AssetSheet } from './asset-sheet.tsx'
import { BlockedParts } from './blocked-parts.tsx'
import { CheckStep } from './check-step.tsx'
import { DoneStep } from './done-step.tsx'
import { Earlier } from './earlier.tsx'
import styles from './job.module.css'
import beside from './overrun.module.css'
import { OverrunLine } from './overrun-sheet.tsx'
import { PauseLine } from './pause-line.tsx'
import { PriceStep } from './price-step.tsx'
import { SignStep } from './sign-step.tsx'
import { OVER, STEPS, type Step, stepOf } from './steps.ts'
import { TravelStep } from './travel-step.tsx'
import { VisitStatus } from './visit-status.tsx'
import { WorkStep } from './work-step.tsx'

const Judged = lazy(() => import('../sync/judged.tsx').then((m) => ({ default: m.Judged })))
const HandingOverSheet = lazy(() => import('./handing-over-sheet.tsx').then((m) => ({ default: m.HandingOverSheet })))

export function Job() {
  const { t } = useTranslation('field')
  const { id } = useParams({ strict: false }) as { id: string }
  const kept = useVisit(id)
  if (kept === undefined) return <SkeletonRows rows={8} height={56} />
  if (kept === null) {
    return (
      <>
        <Bar title={t('job.title')} back={paths.today()} />
        <Unknown />
      </>
    )
  }
  return <OpenJob kept={kept} />
}

/** Who comes by a link, on a phone that has not read the day yet, is not told that there is no such job before it is read. */
function Unknown() {
  const { t } = useTranslation('field')
  const store = useStore()
  const [isRead, setRead] = useState(false)
  useEffect(() => {
    void pull(store)
      .catch(() => undefined)
      .finally(() => setRead(true))
  }, [store])
  if (!isRead) return <SkeletonRows rows={8} height={56} />
  return (
    <EmptyState
      icon="search"
      title={t('job.unknown')}
      hint={t('job.unknownHint')}
      action={
        <Link className={styles.link} to={paths.today()}>
          {t('done.next')}
        </Link>
      }
    />
  )
}

const BEGUN = ['working', ...OVER]
/** Over without its steps: none of them is shown as done. */
const NEVER_BEGUN: readonly string[] = ['no_access', 'cancelled', 'declined']

export type StepProps = { kept: KeptVisit; go: (step: Step) => void }

/** One visit, one column: who and where on top, the steps, the step itself with its one main button at the bottom. */
function OpenJob({ kept }: { kept: KeptVisit }) {
  const { t } = useTranslation('field')
  const store = useStore()
  const { dates } = useFormat()
  const { visit } = kept
  const step = stepOf(kept)
  const [showsAsset, setShowsAsset] = useState(false)
  const [handing, setHanding] = useState(false)
  // Read once the visit is here, and before the first picture: what comes in above the step later pushes it away under the thumb.
  const articles = useArticles()
  if (articles === undefined) return <SkeletonRows rows={8} height={56} />
  const go = (to: Step) => {
    scrollTo(0, 0)
    void keepStep(store, visit.id, to)
  }
  return (
    <>
      <Bar title={visit.customer?.name ?? visit.number} back={paths.today()} />
      <div className={styles.page}>
        <div className={styles.head}>
          <VisitStatus status={visit.status} />
          <span>{dates(visit.timeZone).times(visit.startsAt, visit.endsAt)}</span>
          {visit.asset && (
            <button type="button" className={styles.asset} onClick={() => setShowsAsset(true)}>
              {t('job.product')}
            </button>
          )}
        </div>
        <div className={styles.beside}>
          <OverrunLine visit={visit} />
          <PauseLine visit={visit} />
          {!OVER.includes(visit.status) && (
            <button type="button" className={beside.line} onClick={() => setHanding(true)}>
              {t('handing.dots')}
            </button>
          )}
        </div>
        {visit.answerBy && <AnswerCard visit={visit} />}
        <RecallCards visit={visit} />
        {!BEGUN.includes(visit.status) && <BlockedParts visit={visit} />}
        <Earlier visit={visit} />
        <HowTo visit={visit} articles={articles} />
        {!NEVER_BEGUN.includes(visit.status) && (
          <Stepper
            steps={STEPS.map((key) => ({ key, label: t(`step.${key}`) }))}
            now={step}
            {...(step === 'travel' || step === 'done' ? {} : { onOpen: (key: string) => go(key as Step) })}
          />
        )}
        <StepBody step={step} kept={kept} go={go} />
        <div className={styles.after}>
          <Suspense>
            <Judged visitId={visit.id} />
          </Suspense>
        </div>
      </div>
      {handing && (
        <Suspense>
          <HandingOverSheet visit={visit} onClose={() => setHanding(false)} />
        </Suspense>
      )}
      <AssetSheet visit={visit} open={showsAsset} onClose={() => setShowsAsset(false)} />
    </>
  )
}

const BODIES = {
  travel: TravelStep,
  check: CheckStep,
  price: PriceStep,
  work: WorkStep,
  sign: SignStep,
  done: DoneStep,
}

function StepBody({ step, ...props }: StepProps & { step: Step }) {
  const Body = BODIES[step]
  return <Body {...props} />
}
