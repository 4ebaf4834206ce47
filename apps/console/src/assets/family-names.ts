import { useFormat } from '@aftercare/words/web'
import { $api } from '../shell/api.ts'
import { useNamed } from './named.ts'

/** Product families by their codes, in the reader's language; a code nobody knows (any more) stays as it is. */
export function useFamilyNames() {
  const named = useNamed()
  const { enumerated } = useFormat()
  const query = { limit: 200 }
  const { data } = $api.useQuery('get', '/api/v1/families', { params: { query } }, { staleTime: 300_000 })
  const options = (data?.items ?? []).map((one) => ({ value: one.code, label: named(one.name) }))
  const nameOf = (code: string) => options.find((one) => one.value === code)?.label ?? code
  return { options, said: (codes: readonly string[]) => enumerated(codes.map(nameOf)) }
}
