import { Input, Radio, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { nameIn } from '../requests/words.ts'
import styles from './call-panel.module.css'
import type { ReturnVisit } from './return-visit-page.tsx'

export type Answers = Record<string, string | number>
type Script = ReturnVisit['script']
type Question = Script['questions'][number]

type ScriptProps = { script: Script; language: string; value: Answers; onChange: (answers: Answers) => void }

/** The questions as they are asked, in the customer's language; an answer taken back is left out. */
export function ScriptAnswers({ script, language, value, onChange }: ScriptProps) {
  const set = (key: string, answer: string | number | undefined) => {
    const { [key]: _, ...rest } = value
    onChange(answer === undefined || answer === '' ? rest : { ...rest, [key]: answer })
  }
  return (
    <ol className={styles.questions}>
      {script.questions.map((question) => (
        <li key={question.key} className={styles.field}>
          <span id={`question-${question.key}`} lang={language} className={styles.question}>
            {nameIn(question.text, language)}
          </span>
          <One question={question} value={value[question.key]} onChange={(answer) => set(question.key, answer)} />
        </li>
      ))}
    </ol>
  )
}

type OneProps = {
  question: Question
  value: string | number | undefined
  onChange: (answer: string | number | undefined) => void
}

function One({ question, value, onChange }: OneProps) {
  const { t } = useTranslation('common')
  const label = { 'aria-labelledby': `question-${question.key}` }
  if (question.type === 'text')
    return (
      <Input.TextArea
        {...label}
        rows={2}
        maxLength={2000}
        value={value === undefined ? '' : String(value)}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  if (question.type === 'yesno')
    return (
      <Radio.Group
        {...label}
        optionType="button"
        size="large"
        value={value ?? null}
        options={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
        onChange={(event) => onChange(event.target.value as string)}
      />
    )
  return (
    <Segmented<number | string>
      size="large"
      {...label}
      value={value ?? ''}
      options={Array.from({ length: 10 }, (_, index) => index + 1)}
      onChange={onChange}
    />
  )
}
