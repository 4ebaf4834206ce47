import {
  askedSteps,
  type ChecklistAnswer,
  type ChecklistFacts,
  type ChecklistItem,
  type StepStanding,
} from '@aftercare/rules'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { useModels } from './checklist-conditions.tsx'
import styles from './checklist-form.module.css'
import { asRules, itemOf, type Step } from './checklist-step.ts'
import { pictureAt } from './step-picture.tsx'

const GROUPS = ['safety', 'etiquette', 'measurement', 'work'] as const
const NOTHING: ChecklistFacts = { answers: {}, photos: [], model: null }

/** The list as it will be gone through, to be tried out: the phone asks by the same rule. Nothing of it is kept. */
export function ChecklistPreview() {
  const { t } = useTranslation('field-work')
  const steps: (Step | undefined)[] = Form.useWatch('steps') ?? []
  const [facts, setFacts] = useState(NOTHING)
  const models = useModels()
  const asked = askedSteps(asRules(steps.flatMap((one) => (one?.type ? [itemOf(one)] : []))), facts)
  return (
    <section className={styles.preview} aria-label={t('checklists.preview')}>
      <h3>{t('checklists.preview')}</h3>
      <p className={styles.quiet}>{t('checklists.previewHint')}</p>
      <Select
        allowClear
        aria-label={t('checklists.previewModel')}
        placeholder={t('checklists.previewModel')}
        options={models}
        onChange={(model: string | undefined) => setFacts({ ...facts, model: model ?? null })}
      />
      {asked.length === 0 && <p className={styles.quiet}>{t('checklists.previewEmpty')}</p>}
      {GROUPS.map((group) => {
        const of = asked.filter((one) => one.item.group === group)
        if (of.length === 0) return null
        return (
          <div key={group}>
            <h4>{t(`group.${group}`)}</h4>
            {of.map((one) => (
              <PreviewStep key={one.item.key} standing={one} facts={facts} onFacts={setFacts} />
            ))}
          </div>
        )
      })}
    </section>
  )
}

type StepProps = { standing: StepStanding; facts: ChecklistFacts; onFacts: (facts: ChecklistFacts) => void }

function PreviewStep({ standing: { item, state, missing }, facts, onFacts }: StepProps) {
  const { t } = useTranslation('field-work')
  const named = useNamed()
  const answer = facts.answers[item.key]
  const give = (given: Partial<ChecklistAnswer>) =>
    onFacts({ ...facts, answers: { ...facts.answers, [item.key]: { value: null, ...answer, ...given } } })
  const prove = (kind: StepStanding['missing'][number]['kind']) => {
    if (kind === 'note') return give({ note: '…' })
    if (kind === 'measurement') return give({ readings: [...(answer?.readings ?? []), item.min ?? 0] })
    const mediaType = kind === 'film' ? 'video/webm' : 'image/jpeg'
    onFacts({ ...facts, photos: [...facts.photos, { checklistKey: item.key, kind, mediaType }] })
  }
  return (
    <div className={styles.previewStep} data-state={state}>
      <PreviewAnswer item={item} answer={answer} give={give} />
      {item.picture && <img className={styles.picture} src={pictureAt(item.picture)} alt="" />}
      {item.hint && <p className={styles.quiet}>{named(item.hint as { en: string })}</p>}
      {(state === 'failed' || state === 'out_of_limits') && (
        <p className={styles.bad}>{t(state === 'failed' ? 'checked.no' : 'report.outOfLimits')}</p>
      )}
      {missing.map(({ kind, have, count }) => (
        <Button key={kind} size="small" onClick={() => prove(kind)}>
          {t(`proof.${kind}`)} {have}/{count}
        </Button>
      ))}
    </div>
  )
}

type AnswerProps = {
  item: ChecklistItem
  answer: ChecklistAnswer | undefined
  give: (given: Partial<ChecklistAnswer>) => void
}

function PreviewAnswer({ item, answer, give }: AnswerProps) {
  const { t } = useTranslation('field-work')
  const named = useNamed()
  const name = named(item.label as { en: string }) || '…'
  const label = item.required ? name : t('checklists.optional', { name })
  if (item.type === 'tick')
    return (
      <Checkbox checked={answer?.value === true} onChange={(event) => give({ value: event.target.checked })}>
        {label}
      </Checkbox>
    )
  return (
    <fieldset aria-label={name} className={styles.previewAnswer}>
      <span>{item.unit ? `${label} · ${item.unit}` : label}</span>
      {item.type === 'check' && (
        <Radio.Group
          value={answer?.value ?? null}
          onChange={(event) => give({ value: event.target.value })}
          options={[true, false].map((value) => ({ value, label: t(value ? 'checked.yes' : 'checked.no') }))}
        />
      )}
      {item.type === 'number' && (
        <InputNumber aria-label={name} onChange={(value) => give({ value: value === null ? null : Number(value) })} />
      )}
      {item.type === 'text' && <Input aria-label={name} onChange={(event) => give({ value: event.target.value })} />}
      {item.type === 'choice' && (
        <Select
          aria-label={name}
          allowClear
          options={(item.choices ?? []).map((one) => ({ value: one.value, label: named(one.label as { en: string }) }))}
          onChange={(value: string | undefined) => give({ value: value ?? null })}
        />
      )}
    </fieldset>
  )
}
