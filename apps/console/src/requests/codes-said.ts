import { useFormat } from '@aftercare/words/web'
import i18next from 'i18next'
import { $api } from '../shell/api.ts'
import { nameIn } from './words.ts'

/** A failure code by its name; the code alone when the catalogue does not know it (any more). */
export function useFailureName(
  kind: 'symptom' | 'cause' | 'remedy',
  familyId: string | undefined,
): (code: string | null) => string {
  const { language } = useFormat()
  const query = { kind, ...(familyId ? { familyId } : {}) }
  const codes = $api.useQuery('get', '/api/v1/failure-codes', { params: { query } }, { staleTime: 300_000 }).data?.items
  return (code) => {
    const found = codes?.find((one) => one.code === code)
    return found ? `${nameIn(found.name, language)} · ${code}` : (code ?? '')
  }
}

/** A component in words where the rules of cover have words for it. */
export function componentName(code: string | null): string {
  const key = `entitlement:code.${code}`
  return code !== null && i18next.exists(key) ? (i18next.t as unknown as (key: string) => string)(key) : (code ?? '')
}
