import { useFormat } from '@aftercare/words/web'

type Names = Partial<Record<string, string | undefined>>

/** Names people enter, in the reader's language; English where there is none. */
export const nameIn = (language: string, names: Names | null | undefined): string =>
  names?.[language] ?? names?.en ?? Object.values(names ?? {})[0] ?? ''

export function useName() {
  const { language } = useFormat()
  return (names: Names | null | undefined) => nameIn(language, names)
}
