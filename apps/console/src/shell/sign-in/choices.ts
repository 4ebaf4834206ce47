/** Lists the browser already knows, in the reader's language. */
type Option = { value: string; label: string }
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const byLabel = (language: string) => (one: Option, other: Option) => one.label.localeCompare(other.label, language)

/** ISO 3166 codes that have a name; those without one come back as the code itself. */
export function countries(language: string): Option[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  // Names of groups and reserved codes, which are no countries.
  const others = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const label = others.has(code) ? undefined : names.of(code)
      return label === undefined ? [] : [{ value: code, label }]
    })
    .sort(byLabel(language))
}

export function currencies(language: string): Option[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  return Intl.supportedValuesOf('currency')
    .map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))
    .sort(byLabel(language))
}

export function zones(): Option[] {
  return Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}
