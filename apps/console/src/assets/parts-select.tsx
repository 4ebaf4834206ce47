import { usePartName } from '@aftercare/words/web'
import { Select } from 'antd'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'

type Several = { value?: readonly string[]; onChange?: (codes: string[]) => void; id?: string; placeholder?: string }

/** Components by their names; what has no name yet is typed as a code. */
export function PartsSelect({ value = [], ...rest }: Several) {
  const options = usePartOptions(value)
  return (
    <Select
      mode="tags"
      {...rest}
      value={[...value]}
      options={options}
      optionFilterProp="label"
      tokenSeparators={[',', ' ', '，', '、']}
    />
  )
}

type One = { value?: string | null; onChange?: (code: string | null) => void; id?: string; placeholder?: string }

/** One component, or none. */
export function PartSelect({ value, onChange, ...rest }: One) {
  const chosen = value ? [value] : []
  const last = (codes: string[]) => onChange?.(codes.at(-1) ?? null)
  return <PartsSelect {...rest} value={chosen} onChange={last} />
}

function usePartOptions(chosen: readonly string[]) {
  const { i18n } = useTranslation('assets')
  const partName = usePartName()
  const known = Object.keys((i18next.getResource(i18n.language, 'assets', 'part') ?? {}) as object)
  return [...new Set([...known, ...chosen])]
    .map((code) => ({ value: code, label: partName(code) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language))
}
