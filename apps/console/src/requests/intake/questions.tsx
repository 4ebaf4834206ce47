import { Card } from '@aftercare/ui'
import { DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useWord } from '../words.ts'
import styles from './intake.module.css'
import type { Kinds } from './words-part.tsx'

type Question = NonNullable<Kinds>['kinds'][number]['questions'][number]

/** The questions of this kind. Each may stay open: what the caller does not know is not invented. */
export function Questions({ kinds }: { kinds: Kinds }) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const kind = Form.useWatch<string>('kind')
  const questions = kinds?.kinds.find((one) => one.kind === kind)?.questions ?? []
  if (questions.length === 0) return null
  return (
    <Card title={t('intake.questions')}>
      <div className={styles.questions}>
        {questions.map((question) => (
          <Form.Item
            key={`${kind}.${question.key}`}
            name={['answers', question.key]}
            label={word(`question.${kind}.${question.key}`)}
            preserve={false}
            rules={question.required ? [{ required: true, message: t('intake.answerNeeded') }] : []}
          >
            <AnswerField kind={kind ?? ''} question={question} />
          </Form.Item>
        ))}
        <Slots />
      </div>
    </Card>
  )
}

type Value = string | number | boolean | null
type FieldProps = { kind: string; question: Question; value?: Value; onChange?: (value: Value) => void; id?: string }

function AnswerField({ kind, question, value, onChange, id }: FieldProps) {
  const { t } = useTranslation('common')
  const word = useWord()
  const label = { 'aria-label': word(`question.${kind}.${question.key}`), ...(id ? { id } : {}) }
  switch (question.type) {
    case 'yes_no':
    case 'choice': {
      const options =
        question.type === 'yes_no'
          ? [
              { value: true, label: t('yes') },
              { value: false, label: t('no') },
            ]
          : (question.options ?? []).map((one) => ({
              value: one,
              label: word(`answer.${kind}.${question.key}.${one}`),
            }))
      return (
        <Radio.Group
          {...label}
          optionType="button"
          options={options}
          value={value}
          onChange={(event) => onChange?.(event.target.value as Value)}
        />
      )
    }
    case 'date':
      return (
        <DatePicker
          {...label}
          value={typeof value === 'string' ? dayjs(value) : null}
          onChange={(day: Dayjs | null) => onChange?.(day?.format('YYYY-MM-DD') ?? null)}
        />
      )
    case 'number':
      return (
        <InputNumber
          {...label}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange?.(next)}
        />
      )
    default:
      return (
        <Input
          {...label}
          maxLength={2000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange?.(event.target.value)}
        />
      )
  }
}

/** When it would suit the customer: up to two half days. */
function Slots() {
  const { t } = useTranslation('requests')
  const word = useWord()
  const parts = (['any', 'morning', 'afternoon', 'evening'] as const).map((part) => ({
    value: part,
    label: word(`dayPart.${part}`),
  }))
  return (
    <fieldset className={styles.slots} aria-label={t('intake.slots')}>
      <span className={styles.label}>{t('intake.slots')}</span>
      {[0, 1].map((index) => (
        <span key={index} className={styles.slot}>
          <Form.Item
            name={['slots', index, 'date']}
            noStyle
            getValueProps={(day?: string) => ({ value: day ? dayjs(day) : null })}
            normalize={(day: Dayjs | null) => day?.format('YYYY-MM-DD')}
          >
            <DatePicker aria-label={t('intake.slotDay', { number: index + 1 })} minDate={dayjs()} />
          </Form.Item>
          <Form.Item name={['slots', index, 'part']} noStyle initialValue="any">
            <Select
              aria-label={t('intake.slotPart', { number: index + 1 })}
              options={parts}
              className={styles.part ?? ''}
            />
          </Form.Item>
        </span>
      ))}
    </fieldset>
  )
}
