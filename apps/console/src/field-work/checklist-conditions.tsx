import { answersOf, canFail, isMeasured } from '@aftercare/rules'
import { Button, Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { $api } from '../shell/api.ts'
import styles from './checklist-form.module.css'
import { asRules, itemOf, type Step } from './checklist-step.ts'

const ons = ['answer', 'measurement', 'failed', 'model'] as const

/** When the step is asked for at all: all of it must hold. */
export function ConditionFields({ place }: { place: number }) {
  const { t } = useTranslation('field-work')
  return (
    <Form.List name={[place, 'when']}>
      {(fields, { add, remove }) => (
        <fieldset className={styles.more}>
          <legend>{t('checklists.when')}</legend>
          {fields.map((field) => (
            <Condition key={field.key} step={place} place={field.name} onRemove={() => remove(field.name)} />
          ))}
          <Button type="dashed" size="small" onClick={() => add({ on: 'answer' })}>
            {t('checklists.addWhen')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}

type ConditionProps = { step: number; place: number; onRemove: () => void }

function Condition({ step, place, onRemove }: ConditionProps) {
  const { t } = useTranslation(['field-work', 'common'])
  const on: (typeof ons)[number] = Form.useWatch(['steps', step, 'when', place, 'on']) ?? 'answer'
  return (
    <div className={styles.line}>
      <Form.Item name={[place, 'on']} label={t('checklists.on')}>
        <Select options={ons.map((value) => ({ value, label: t(`checklists.ons.${value}`) }))} />
      </Form.Item>
      {on === 'model' ? <Models place={place} /> : <EarlierStep step={step} place={place} on={on} />}
      {on === 'answer' && <Values step={step} place={place} />}
      {on === 'measurement' && (
        <>
          <Form.Item name={[place, 'above']} label={t('checklists.above')}>
            <InputNumber />
          </Form.Item>
          <Form.Item name={[place, 'below']} label={t('checklists.below')}>
            <InputNumber />
          </Form.Item>
        </>
      )}
      <Button type="text" size="small" danger onClick={onRemove}>
        {t('common:do.remove')}
      </Button>
    </div>
  )
}

/** The steps before this one, as the rules read them. */
function useEarlier(step: number) {
  const steps: (Step | undefined)[] = Form.useWatch('steps') ?? []
  return asRules(steps.slice(0, step).flatMap((one) => (one?.type ? [itemOf(one)] : [])))
}

function EarlierStep({ step, place, on }: { step: number; place: number; on: 'answer' | 'measurement' | 'failed' }) {
  const { t } = useTranslation('field-work')
  const named = useNamed()
  const fits = {
    ...{ measurement: isMeasured, failed: canFail },
    answer: (one: Parameters<typeof answersOf>[0]) => answersOf(one).length > 0,
  }[on]
  const options = useEarlier(step).flatMap((one, at) =>
    fits(one) ? [{ value: one.key, label: `${at + 1} · ${named(one.label as { en: string })}` }] : [],
  )
  return (
    <Form.Item name={[place, 'step']} label={t('checklists.fromStep')} className={styles.wide}>
      <Select options={options} />
    </Form.Item>
  )
}

function Values({ step, place }: { step: number; place: number }) {
  const { t } = useTranslation('field-work')
  const named = useNamed()
  const key = Form.useWatch(['steps', step, 'when', place, 'step'])
  const of = useEarlier(step).find((one) => one.key === key)
  const said = (value: string) => {
    const choice = of?.choices?.find((one) => one.value === value)
    if (choice) return named(choice.label as { en: string })
    return of?.type === 'tick' ? t('checklists.ticked') : t(`checked.${value as 'yes'}`)
  }
  const options = of ? answersOf(of).map((value) => ({ value, label: said(value) })) : []
  return (
    <Form.Item name={[place, 'values']} label={t('checklists.values')} className={styles.wide}>
      <Select mode="multiple" options={options} />
    </Form.Item>
  )
}

/** By their codes; one that is not among the first may be typed. */
function Models({ place }: { place: number }) {
  const { t } = useTranslation('field-work')
  return (
    <Form.Item name={[place, 'models']} label={t('checklists.models')} className={styles.wide}>
      <Select mode="tags" options={useModels()} optionFilterProp="label" />
    </Form.Item>
  )
}

export function useModels() {
  const named = useNamed()
  const { data } = $api.useQuery('get', '/api/v1/models', { params: { query: { limit: 200 } } })
  return (data?.items ?? []).map((one) => ({ value: one.code, label: `${one.code} · ${named(one.name)}` }))
}
