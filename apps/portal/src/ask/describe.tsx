import type { Answer } from '@aftercare/api'
import { Button, DateField, FileInput, Icon, TextField } from '@aftercare/ui'
import { useSay, type WordKey } from '@aftercare/words/web'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Chips } from '../shell/chips.tsx'
import page from '../shell/page.module.css'
import { PHOTOS } from '../shell/photos.ts'
import type { Draft } from './draft.ts'

export type Question = Answer<'/api/v1/public/{company}/request-kinds'>['kinds'][number]['questions'][number]

type DescribeProps = {
  draft: Draft
  questions: Question[]
  needsProduct: boolean
  onChange: (part: Partial<Draft>) => void
  onNext: () => void
}

/** What is the matter: the customer's own words first, a few questions by thumb, photos. */
export function Describe({ draft, questions, needsProduct, onChange, onNext }: DescribeProps) {
  const { t } = useTranslation('portal')
  const next = (event: FormEvent) => {
    event.preventDefault()
    onNext()
  }
  const answer = (key: string, value: string | number | boolean) =>
    onChange({ answers: { ...draft.answers, [key]: value } })
  return (
    <form className={page.stack} onSubmit={next}>
      {needsProduct && (
        <TextField
          label={t('ask.product')}
          hint={t('ask.productHint')}
          value={draft.product}
          onChange={(product) => onChange({ product })}
          maxLength={200}
        />
      )}
      <TextField
        label={t('ask.words')}
        hint={t('ask.wordsHint')}
        value={draft.words}
        onChange={(words) => onChange({ words })}
        rows={4}
        required
        maxLength={4000}
      />
      {draft.answers.danger === true && (
        <p className={page.refusal} role="alert">
          <Icon name="warning" />
          {t('ask.danger')}
        </p>
      )}
      {questions.map((one) => (
        <QuestionField
          key={one.key}
          kind={draft.kind}
          question={one}
          value={draft.answers[one.key]}
          onAnswer={answer}
        />
      ))}
      <FileInput
        label={t('ask.photos')}
        hint={t('ask.photosHint')}
        files={draft.photos}
        onChange={(photos) => onChange({ photos })}
        {...PHOTOS}
      />
      <Button kind="primary" type="submit" block disabled={draft.words.trim() === ''}>
        {t('do.next')}
      </Button>
    </form>
  )
}

type FieldProps = {
  kind: string
  question: Question
  value: string | number | boolean | undefined
  onAnswer: (key: string, value: string | number | boolean) => void
}

function QuestionField({ kind, question, value, onAnswer }: FieldProps) {
  const { t } = useTranslation('portal')
  const say = useSay()
  const { key, type } = question
  const label = say(`requests:question.${kind}.${key}` as WordKey)
  if (type === 'yes_no') {
    const options = [true, false].map((yes) => ({ value: String(yes), label: t(yes ? 'yes' : 'no') }))
    const chosen = value === undefined ? [] : [String(value)]
    return (
      <Chips
        label={label}
        name={key}
        options={options}
        value={chosen}
        onChange={([one]) => onAnswer(key, one === 'true')}
      />
    )
  }
  if (type === 'choice') {
    const word = (option: string) => say(`requests:answer.${kind}.${key}.${option}` as WordKey)
    const options = (question.options ?? []).map((option) => ({ value: option, label: word(option) }))
    const chosen = typeof value === 'string' ? [value] : []
    return (
      <Chips label={label} name={key} options={options} value={chosen} onChange={([one]) => onAnswer(key, one ?? '')} />
    )
  }
  const text = value === undefined ? '' : String(value)
  const today = new Date().toISOString().slice(0, 10)
  if (type === 'date')
    return <DateField label={label} value={text} onChange={(day) => onAnswer(key, day)} max={today} optional />
  return (
    <TextField
      label={label}
      value={text}
      onChange={(typed) => onAnswer(key, type === 'number' && typed !== '' ? Number(typed) : typed)}
      type={type === 'number' ? 'number' : 'text'}
      maxLength={200}
      optional
    />
  )
}
