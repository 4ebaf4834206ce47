import i18next from 'i18next'
import { useTranslation } from 'react-i18next'

/** What a permission is called: 'requests.close' → 'Service requests: close'. */
export function useRightNames(): (permission: string) => string {
  // Subscribes to the language; the keys are composed.
  useTranslation('people')
  const say = (key: string, otherwise: string) => (i18next.exists(key) ? i18next.t(key as 'people:title') : otherwise)
  return (permission) => {
    const [area = '', verb = ''] = permission.split('.')
    return `${say(`people:permission.area.${area}`, area)}: ${say(`people:permission.verb.${verb}`, verb)}`
  }
}
