import type { ReactNode } from 'react'
import styles from './page.module.css'

type ChipsProps<Value extends string | number> = {
  label: string
  hint?: string
  name: string
  options: { value: Value; label: ReactNode }[]
  value: readonly Value[]
  onChange: (value: Value[]) => void
  /** At most so many; one makes them radio buttons. */
  most?: number
}

/** A few choices as buttons a thumb can hit; real radio buttons or boxes underneath. */
export function Chips<Value extends string | number>({
  label,
  hint,
  name,
  options,
  value,
  onChange,
  most = 1,
}: ChipsProps<Value>) {
  const choose = (one: Value) => {
    if (most === 1) return onChange([one])
    onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one].slice(-most))
  }
  return (
    <fieldset className={styles.fieldset}>
      <legend>{label}</legend>
      {hint && <p className={styles.small}>{hint}</p>}
      <div className={styles.chips}>
        {options.map((option) => (
          <label key={option.value} className={styles.chip}>
            <input
              type={most === 1 ? 'radio' : 'checkbox'}
              name={name}
              checked={value.includes(option.value)}
              onChange={() => choose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
