import { useSay, type WordKey } from '@aftercare/words/web'

/** Says a key of this module that is made of a code: `word('status.due')`. */
export function useWord(): (key: string, values?: Record<string, unknown>) => string {
  const say = useSay()
  return (key, values) => say(`voice:${key}` as WordKey, values)
}

/** A choice of the server with its words. */
export const choicesOf = (group: string, codes: readonly string[]) =>
  codes.map((value) => ({ value, label: `voice:${group}.${value}` as WordKey }))
