/** Lists the browser already knows, in the reader's language. */
type Option = { value: string; label: string }
const byLabel = (language: string) => (one: Option, other: Option) => one.label.localeCompare(other.label, language)

export function currencies(language: string): Option[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  return Intl.supportedValuesOf('currency')
    .map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))
    .sort(byLabel(language))
}

export function zones(): Option[] {
  return Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}
