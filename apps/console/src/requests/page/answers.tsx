import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useWord } from '../words.ts'
import styles from './page.module.css'
import { Fact } from './said-card.tsx'

type Value = string | number | boolean

/** What the customer answered to the questions of this kind, in the reader's language. */
export function Answers({ kind, answers }: { kind: string; answers: Record<string, Value> }) {
  const { t } = useTranslation('common')
  const word = useWord()
  const { calendarDay } = useFormat()
  const entries = Object.entries(answers)
  if (entries.length === 0) return null
  const say = (key: string, value: Value) => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return calendarDay(value)
    const coded = `answer.${kind}.${key}.${value}`
    const said = word(coded)
    return said.endsWith(coded) ? String(value) : said
  }
  return (
    <dl className={styles.answers}>
      {entries.map(([key, value]) => (
        <Fact key={key} label={word(`question.${kind}.${key}`)} value={say(key, value)} />
      ))}
    </dl>
  )
}
