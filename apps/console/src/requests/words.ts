import { useSay, type WordKey } from '@aftercare/words/web'

/** Says a word of this module whose key holds a code of the server: `word('status.new')`. */
export function useWord(): (key: string, values?: Record<string, unknown>) => string {
  const say = useSay()
  return (key, values) => say(`requests:${key}` as WordKey, values)
}

/** A name in the reader's language. */
export function nameIn(names: Partial<Record<string, string>> | null | undefined, language: string): string {
  return names?.[language] ?? names?.en ?? ''
}
