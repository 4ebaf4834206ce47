import { openItems } from '@aftercare/rules'
import { Button, Facts, Sheet, TextField } from '@aftercare/ui'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signVisit, writeReport } from '../data/changes.ts'
import { hashOfShown } from '../data/hash.ts'
import { useName } from '../data/names.ts'
import { type OpenRecall, unanswered } from '../data/recalls.ts'
import type { Visit } from '../data/store.ts'
import { useFacts, useStore } from '../data/use-store.ts'
import { later } from '../shell/later.ts'
import { AmountLines } from './amount-lines.tsx'
import { Bottom } from './bottom.tsx'
import { checkFacts, itemsOf } from './check-step.tsx'
import styles from './job.module.css'
import type { StepProps } from './job.tsx'
import { codesFor } from './lists.ts'
import { SignatureScreen } from './signature-screen.tsx'

const RecallSheet = later(async () => (await import('../recalls/recall-sheet.tsx')).RecallSheet)

/** Before the pen: what is still missing; then what is signed, whole; then the signature over the full screen. */
export function SignStep({ kept: { visit }, go }: StepProps) {
  const { t } = useTranslation('field')
  const store = useStore()
  const missing = useMissing(visit)
  const [signing, setSigning] = useState(false)
  const [absent, setAbsent] = useState(false)
  const [why, setWhy] = useState('')
  const [recall, setRecall] = useState<OpenRecall | null>(null)
  return (
    <>
      {missing.length > 0 && (
        <section className={styles.warn} aria-label={t('sign.missing')}>
          <h2 className={styles.title}>{t('sign.missing')}</h2>
          <ul>
            {missing.map((one) => (
              <li key={one.text}>
                <Button kind="quiet" onClick={() => (one.recall ? setRecall(one.recall) : go(one.step))}>
                  {one.text}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {recall && (
        <Suspense>
          <RecallSheet visit={visit} recall={recall} onClose={() => setRecall(null)} />
        </Suspense>
      )}
      <SignedWork visit={visit} />
      <Bottom>
        <Button kind="quiet" block onClick={() => setAbsent(true)}>
          {t('sign.nobody')}
        </Button>
        <Button kind="primary" block disabled={!visit.price} onClick={() => setSigning(true)}>
          {t('sign.open')}
        </Button>
      </Bottom>
      {signing && (
        <SignatureScreen
          shown={visit}
          work={<WorkFacts visit={visit} />}
          says={t('sign.line', { number: visit.number })}
          name={visit.contact?.name ?? visit.customer?.name ?? ''}
          onClose={() => setSigning(false)}
          onSign={async (signed) => {
            await signVisit(store, visit.id, { ...signed, hash: await hashOfShown(visit) })
            go('done')
          }}
        />
      )}
      <Sheet
        open={absent}
        title={t('sign.nobody')}
        onClose={() => setAbsent(false)}
        actions={
          <Button
            kind="primary"
            block
            disabled={why.trim() === ''}
            onClick={() => void writeReport(store, visit.id, { unsignedReason: why.trim() }).then(() => go('done'))}
          >
            {t('sign.goOn')}
          </Button>
        }
      >
        <TextField label={t('sign.whyNobody')} value={why} onChange={setWhy} rows={2} maxLength={150} />
      </Sheet>
    </>
  )
}

/** Exactly what the signature is for. */
export function SignedWork({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field')
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>{t('sign.what', { number: visit.number })}</h2>
      <WorkFacts visit={visit} />
      <AmountLines visit={visit} />
    </section>
  )
}

/** Whose it is, what it is, what was found and what was done. */
function WorkFacts({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field', 'field-work'])
  const name = useName()
  const { report, asset } = visit
  const facts = [
    { label: t('job.customer'), value: visit.customer?.name ?? '' },
    ...(asset ? [{ label: t('job.product'), value: `${name(asset.model.name)} · ${asset.serial}` }] : []),
    ...(report.findings ? [{ label: t('field-work:report.findings'), value: report.findings }] : []),
    ...(report.workDone ? [{ label: t('field-work:report.workDone'), value: report.workDone }] : []),
  ]
  return <Facts facts={facts} />
}

/** What completion will ask for, each with the step where it is done: nobody learns it after the customer has gone. */
export type Missing = { text: string; step: 'check' | 'work'; recall?: OpenRecall }

export function useMissing(visit: Visit): Missing[] {
  const { t } = useTranslation(['field', 'field-job'])
  const name = useName()
  const facts = useFacts()
  const items = itemsOf(visit)
  const open = openItems(items, checkFacts(visit))
  const steps = open.map((key) => ({
    text: name(items.find((item) => item.key === key)?.label),
    step: 'check' as const,
  }))
  const work = visit.report.workDone ? [] : [{ text: t('sign.workMissing'), step: 'work' as const }]
  const needsRemedy = visit.request.kind === 'repair' && codesFor(facts, visit, 'remedy').length > 0
  const remedy =
    needsRemedy && !visit.report.remedyCode ? [{ text: t('sign.remedyMissing'), step: 'work' as const }] : []
  const recalls = unanswered(visit).map((recall) => ({
    ...{ recall, step: 'work' as const },
    text: t('field-job:recall.missing', { title: name(recall.title) }),
  }))
  return [...recalls, ...steps, ...work, ...remedy]
}
