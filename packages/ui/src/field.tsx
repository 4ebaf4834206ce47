import { type ReactNode, type Ref, useId } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './field.module.css'

export type FieldProps = {
  label: string
  hint?: string | undefined
  /** What is wrong with it, in words; it is read out with the field. */
  error?: string | undefined
  optional?: boolean
}

type Inner = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

/** Label above, hint and error below, all tied to the input by id. */
export function Field({
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { children: (inner: Inner) => ReactNode }) {
  const { t } = useTranslation('common')
  const id = useId()
  const said = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional && <span className={styles.optional}> {t('optional')}</span>}
      </label>
      {children({ id, 'aria-describedby': said || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

type TextProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'password' | 'tel' | 'number' | 'search'
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email'
  placeholder?: string
  required?: boolean
  disabled?: boolean
  maxLength?: number
  /** Left the field: the moment to keep what was typed. */
  onBlur?: () => void
  /** More than one makes it a box for prose. */
  rows?: number
  /** Something beside the input, such as a scan button. */
  beside?: ReactNode
  ref?: Ref<HTMLInputElement>
}

export function TextField({
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  rows = 1,
  beside,
  ref,
  ...rest
}: TextProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(inner) =>
        rows > 1 ? (
          <textarea
            {...inner}
            className={styles.input}
            rows={rows}
            value={value}
            placeholder={rest.placeholder}
            required={rest.required}
            disabled={rest.disabled}
            maxLength={rest.maxLength}
            onBlur={rest.onBlur}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <span className={styles.line}>
            <input
              {...inner}
              {...rest}
              ref={ref}
              className={styles.input}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
            {beside}
          </span>
        )
      }
    </Field>
  )
}

type SelectProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  options: { value: string; label: string }[]
  required?: boolean
  disabled?: boolean
}

/** The native list: on a phone it is the one people know. */
export function Select({ label, hint, error, optional, value, onChange, options, ...rest }: SelectProps) {
  const { t } = useTranslation('common')
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(inner) => (
        <select
          {...inner}
          {...rest}
          className={styles.input}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {value === '' && <option value="">{t('do.choose')}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type DateProps = FieldProps & {
  /** `2026-11-23`, or empty. */
  value: string
  onChange: (value: string) => void
  min?: string
  max?: string
  required?: boolean
}

export function DateField({ label, hint, error, optional, value, onChange, ...rest }: DateProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(inner) => (
        <input
          {...inner}
          {...rest}
          type="date"
          className={styles.input}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
