import { names } from '@aftercare/ui'
import { InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import styles from './packs.module.css'

/** A labelled input of the editor; the label is around it, so that it needs no id. */
export function Field({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what stands inside
    <label className={names(styles.field, wide && styles.wide)}>
      {label}
      {children}
    </label>
  )
}

type TagsProps = {
  /** Where no `Field` is around it. */
  label?: string
  value: readonly string[] | undefined
  onChange: (value: string[]) => void
  say?: (code: string) => string
}

/** Codes typed one after the other. */
export function Tags({ label, value, onChange, say = (code) => code }: TagsProps) {
  return (
    <Select
      mode="tags"
      {...(label && { 'aria-label': label })}
      value={[...(value ?? [])]}
      tokenSeparators={[',', ' ', '，', '、']}
      options={(value ?? []).map((code) => ({ value: code, label: say(code) }))}
      onChange={onChange}
    />
  )
}

export function Figure({
  label,
  value,
  onChange,
}: {
  label?: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}) {
  return (
    <InputNumber
      min={0}
      {...(label && { 'aria-label': label })}
      style={{ width: '100%' }}
      value={value ?? null}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  )
}
