import { useSay, type WordKey } from '@aftercare/words/web'

/** Says a key of this module that is made of a code: `word('status.scheduled')`. */
export function useWord(): (key: string, values?: Record<string, unknown>) => string {
  const say = useSay()
  return (key, values) => say(`dispatch:${key}` as WordKey, values)
}
