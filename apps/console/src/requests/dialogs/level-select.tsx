import { Select } from 'antd'
import { useWord } from '../words.ts'

type LevelProps = {
  of: 'impact' | 'urgency'
  value?: number
  onChange?: (value: 1 | 2 | 3) => void
  id?: string
  /** What it says while nothing is chosen; then a choice can be taken away again. */
  placeholder?: string
}

/** Impact or urgency in words: nobody has to know what 2 means. */
export function LevelSelect({ of, value, onChange, id, placeholder }: LevelProps) {
  const word = useWord()
  const options = ([1, 2, 3] as const).map((level) => ({ value: level, label: word(`level.${of}_${level}`) }))
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={word(`reading.${of}`)}
      options={options}
      {...(placeholder === undefined ? {} : { placeholder, allowClear: true })}
      {...(value === undefined ? {} : { value: value as 1 })}
      onChange={(next) => onChange?.(next)}
    />
  )
}
