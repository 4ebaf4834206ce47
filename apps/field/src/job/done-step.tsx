import { Button, Facts, Select, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { completeVisit, writeReport } from '../data/changes.ts'
import { useDraft, useKeepDraft } from '../data/drafts.ts'
import { whereNow } from '../data/pictures.ts'
import type { Visit } from '../data/store.ts'
import { useOutbox, useStore } from '../data/use-store.ts'
import { paths } from '../paths.ts'
import { Bottom } from './bottom.tsx'
import styles from './job.module.css'
import type { StepProps } from './job.tsx'
import { unexplained, WhyReplaced } from './replacement.tsx'
import { RestFields, type TypedRest, useRest } from './rest-fields.tsx'
import { type Missing as MissingThing, SignedWork, useMissing } from './sign-step.tsx'
import { OVER } from './steps.ts'

const OldParts = lazy(() => import('./old-parts.tsx').then((m) => ({ default: m.OldParts })))

const OUTCOMES = ['fixed', 'temporary', 'not_fixed', 'no_fault_found'] as const
type Outcome = (typeof OUTCOMES)[number]
const END_DRAFT = 'end'
/** How it ended, as far as it was said when the app was killed. */
type TypedEnd = { outcome: Outcome; rest: string; isPart: boolean; next: TypedRest }

export function DoneStep({ kept: { visit } }: StepProps) {
  const kept = useDraft<TypedEnd>(visit.id, END_DRAFT)
  if (OVER.includes(visit.status)) return <Over visit={visit} />
  return kept === undefined ? null : <Finish visit={visit} kept={kept} />
}

/** How it ended: whole, or with something left, which then goes back to planning. */
function Finish({ visit, kept }: { visit: Visit; kept: TypedEnd | null }) {
  const { t } = useTranslation(['field', 'field-work'])
  const store = useStore()
  const [outcome, setOutcome] = useState<Outcome>(kept?.outcome ?? 'fixed')
  const [rest, setRest] = useState(kept?.rest ?? '')
  const next = useRest(visit, kept?.next)
  const [isPart, setPart] = useState(kept?.isPart ?? false)
  const forget = useKeepDraft(visit.id, END_DRAFT, { outcome, rest, isPart, next: next.typed } satisfies TypedEnd)
  const [busy, setBusy] = useState(false)
  const needsRest = isPart || outcome === 'not_fixed'
  const missing = useMissing(visit)
  const blocking = missing.filter(
    ({ recall, step }) =>
      recall || (!needsRest && (step === 'check' || outcome === 'fixed' || outcome === 'temporary')),
  )
  const finish = async () => {
    setBusy(true)
    await forget()
    await completeVisit(store, visit.id, {
      outcome,
      place: whereNow(),
      ...(needsRest ? { restOfWork: rest.trim(), ...(next.rest && { rest: next.rest }) } : {}),
    })
  }
  return (
    <>
      {visit.report.unsignedReason && !visit.report.signature && (
        <p className={styles.warn}>
          {t('field-work:report.unsigned', { why: visit.report.unsignedReason })}
          <Button kind="quiet" onClick={() => void writeReport(store, visit.id, { unsignedReason: null })}>
            {t('sign.signAfterAll')}
          </Button>
        </p>
      )}
      <section className={styles.card}>
        <h2 className={styles.title}>{t('done.how')}</h2>
        <Select
          label={t('done.outcome')}
          value={outcome}
          onChange={(value) => setOutcome(value as Outcome)}
          options={OUTCOMES.map((value) => ({ value, label: t(`field-work:outcome.${value}`) }))}
        />
        {outcome !== 'not_fixed' && (
          <label className={styles.row}>
            {t('done.isPart')}
            <input
              type="checkbox"
              checked={isPart}
              onChange={(event) => setPart(event.target.checked)}
              style={{ width: 24, height: 48 }}
            />
          </label>
        )}
        {needsRest && (
          <>
            <TextField label={t('done.rest')} value={rest} onChange={setRest} rows={3} maxLength={1000} />
            <RestFields form={next} />
          </>
        )}
      </section>
      <WhyReplaced visit={visit} />
      <Suspense>
        <OldParts visit={visit} isTold={false} />
      </Suspense>
      {blocking.length > 0 && <Missing visit={visit} missing={blocking} />}
      <Bottom>
        <Button
          kind="primary"
          block
          busy={busy}
          disabled={
            blocking.length > 0 ||
            unexplained(visit).length > 0 ||
            (needsRest && (rest.trim() === '' || !next.isMinutes))
          }
          onClick={() => void finish().finally(() => setBusy(false))}
        >
          {t(needsRest ? 'done.finishPart' : 'done.finish')}
        </Button>
      </Bottom>
    </>
  )
}

/** What is missing, and the way out of it: what is signed stays as it is, what nobody signed may still be added to. */
function Missing({ visit, missing }: { visit: Visit; missing: MissingThing[] }) {
  const { t } = useTranslation(['field', 'field-job'])
  const store = useStore()
  const isWork = missing.some((one) => !one.recall)
  return (
    <section className={styles.warn}>
      <h2 className={styles.title}>{t('sign.missing')}</h2>
      <ul>
        {missing.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {missing.some((one) => one.recall) && <p>{t('field-job:recall.above')}</p>}
      {isWork && visit.report.signature && <p>{t('field-job:end.isSigned', { rest: t('done.isPart') })}</p>}
      {isWork && !visit.report.signature && (
        <Button block onClick={() => void writeReport(store, visit.id, { unsignedReason: null })}>
          {t('field-job:end.goBack')}
        </Button>
      )}
    </section>
  )
}

/** Done: what was told and what still waits, the report, and the way to the next job. */
function Over({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field', 'field-work', 'billing'])
  const router = useRouter()
  const { money } = useFormat()
  const waiting = useOutbox()?.filter((op) => op.entityId === visit.id)
  const refused = (waiting ?? []).some((op) => op.state === 'failed' || op.state === 'conflict')
  const { report, invoice } = visit
  const facts = [
    ...(report.outcome ? [{ label: t('done.outcome'), value: t(`field-work:outcome.${report.outcome}`) }] : []),
    ...(report.restOfWork ? [{ label: t('field-work:report.restOfWork'), value: report.restOfWork }] : []),
    ...(report.signature
      ? [{ label: t('sign.title'), value: `${report.signature.name} · ${report.signature.role}` }]
      : []),
    ...(invoice
      ? [
          {
            label: t('billing:invoice'),
            value: `${money({ minor: invoice.totalMinor, currency: invoice.currency })} · ${t(`billing:status.${invoice.status as 'draft'}`)}`,
          },
        ]
      : []),
  ]
  return (
    <>
      <section className={styles.card}>
        <h2 className={styles.strong}>{t(`done.said.${visit.status as 'done'}`)}</h2>
        <p className={refused ? styles.error : styles.quiet} role="status">
          {waiting &&
            t(refused ? 'done.refused' : waiting.length > 0 ? 'done.waiting' : 'done.sent', { count: waiting.length })}
        </p>
        <Facts facts={facts} />
        {waiting?.length === 0 && visit.status !== 'no_access' && (
          <a href={`/api/v1/visits/${visit.id}/report.pdf`} target="_blank" rel="noreferrer" className={styles.link}>
            {t('done.report')}
          </a>
        )}
      </section>
      <Suspense>
        <OldParts visit={visit} isTold={waiting?.length === 0} />
      </Suspense>
      {visit.status !== 'no_access' && <SignedWork visit={visit} />}
      <Bottom>
        <Button
          kind="primary"
          block
          onClick={() => void router.navigate({ to: refused ? paths.sync() : paths.today() })}
        >
          {t(refused ? 'sync.title' : 'done.next')}
        </Button>
      </Bottom>
    </>
  )
}
