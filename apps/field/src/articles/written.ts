import { type Language, languages } from '@aftercare/words'
import { useFormat } from '@aftercare/words/web'

type Texts = Partial<Record<Language, string | undefined>>

/** A text as it was written: in the reader's language, else in the first there is, and which that was. Nothing is translated. */
export function useWritten() {
  const { language } = useFormat()
  return (texts: Texts | null | undefined): { text: string; language: Language; isOther: boolean } => {
    const own = texts?.[language] ? language : languages.find((one) => texts?.[one])
    return {
      text: (own && texts?.[own]) ?? '',
      language: own ?? language,
      isOther: own !== undefined && own !== language,
    }
  }
}
