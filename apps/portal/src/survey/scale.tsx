import page from '../shell/page.module.css'
import styles from './scale.module.css'

type ScaleProps = {
  label: string
  hint?: string
  name: string
  min: number
  max: number
  value: number | null
  onChange: (value: number) => void
}

/** A row of figures to choose one of. */
export function Scale({ label, hint, name, min, max, value, onChange }: ScaleProps) {
  return (
    <fieldset className={page.fieldset}>
      <legend>{label}</legend>
      {hint && <p className={page.small}>{hint}</p>}
      <div className={styles.scale} data-count={max - min + 1}>
        {Array.from({ length: max - min + 1 }, (_, index) => min + index).map((one) => (
          <label key={one} className={page.chip}>
            <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} />
            <span>{one}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
