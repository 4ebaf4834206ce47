import i18next from 'i18next'
import { useTranslation } from 'react-i18next'

/** A component by its code (`traction_battery`); what a company named itself is shown as it is. */
export function usePartName(): (code: string) => string {
  useTranslation('assets') // a switch of the language says it anew
  return (code) => {
    const key = `assets:part.${code}`
    return i18next.exists(key) ? i18next.t(key as 'assets:part.engine') : code
  }
}
