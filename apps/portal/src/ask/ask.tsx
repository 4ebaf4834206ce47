import { EmptyState, SkeletonCard, Stepper } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KINDS, type Kind } from '../product/choices.tsx'
import { api } from '../shell/api.ts'
import page from '../shell/page.module.css'
import { inQuery } from '../shell/router.tsx'
import { useMe } from '../shell/session.ts'
import { Shown } from '../shell/shown.tsx'
import { useAnswer } from '../shell/use-answer.ts'
import { Confirm } from './confirm.tsx'
import { DayStep } from './day-step.tsx'
import { Describe, type Question } from './describe.tsx'
import { Done } from './done.tsx'
import { type Draft, emptyDraft } from './draft.ts'
import type { Sent } from './send.ts'

/** Describe, choose a day, confirm: three steps to a number. */
export function Ask({ company, kind }: { company: string; kind: string }) {
  const { t } = useTranslation('common')
  const asked = useAnswer(company, () =>
    Promise.all([
      api.GET('/api/v1/public/{company}/request-kinds', { params: { path: { company } } }),
      api.GET('/api/v1/public/{company}', { params: { path: { company } } }),
    ]).then(([kinds, about]) => ({ kinds: kinds.data!.kinds, timeZone: about.data!.timeZone })),
  )
  const known = KINDS.find((one) => one === kind)
  if (!known)
    return <EmptyState as="h1" icon="search" title={t('error.notFoundTitle')} hint={t('error.notFoundHint')} />
  return (
    <Shown asked={asked} company={company}>
      {({ kinds, timeZone }) => {
        const rules = kinds.find((one) => one.kind === known)
        const flow = { questions: rules?.questions ?? [], needsVisit: rules?.needsVisit ?? false }
        return <Steps company={company} kind={known} timeZone={timeZone} {...flow} />
      }}
    </Shown>
  )
}

type StepsProps = { company: string; kind: Kind; timeZone: string; questions: Question[]; needsVisit: boolean }

function Steps({ company, kind, timeZone, questions, needsVisit }: StepsProps) {
  const { t } = useTranslation('portal')
  const me = useMe()
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(kind, inQuery('words')))
  const [step, setStep] = useState('describe')
  const [sent, setSent] = useState<Sent | null>(null)
  const change = (part: Partial<Draft>) => setDraft((draft) => ({ ...draft, ...part }))
  const by = productInQuery()
  if (sent) return <Done company={company} sent={sent} email={draft.email} isKnown={Boolean(me)} timeZone={timeZone} />
  if (me === undefined) return <SkeletonCard lines={6} />
  const steps = (needsVisit ? ['describe', 'day', 'confirm'] : ['describe', 'confirm']) as (
    | 'describe'
    | 'day'
    | 'confirm'
  )[]
  const open = (to: string) => {
    setStep(to)
    scrollTo(0, 0)
  }
  return (
    <div className={page.stack}>
      <h1 className={page.title}>{t(`ask.${kind}`)}</h1>
      <Stepper steps={steps.map((key) => ({ key, label: t(`ask.step.${key}`) }))} now={step} onOpen={open} />
      {step === 'describe' && (
        <Describe
          draft={draft}
          questions={questions}
          needsProduct={!by.label && !by.serial}
          onChange={change}
          onNext={() => open(needsVisit ? 'day' : 'confirm')}
        />
      )}
      {step === 'day' && <DayStep draft={draft} timeZone={timeZone} onChange={change} onNext={() => open('confirm')} />}
      {step === 'confirm' && (
        <Confirm company={company} by={by} draft={draft} me={me} onChange={change} onSent={setSent} />
      )}
    </div>
  )
}

function productInQuery(): { label?: string; serial?: string } {
  const [label, serial] = [inQuery('label'), inQuery('serial')]
  return label ? { label } : serial ? { serial } : {}
}
