import { type Language, languages } from '@aftercare/words'
import { useFormat } from '@aftercare/words/web'

type Texts = Partial<Record<Language, string | undefined>>

/** Who reads one Chinese script reads the other more easily than a foreign language. */
const NEAREST: Record<Language, readonly Language[]> = { en: [], 'zh-CN': ['zh-TW'], 'zh-TW': ['zh-CN'] }

/** A text as it was written: in the reader's language, else in the nearest there is, and which that was. Nothing is translated. */
export function useWritten() {
  const { language } = useFormat()
  return (texts: Texts | null | undefined): { text: string; language: Language; isOther: boolean } => {
    const own = [language, ...NEAREST[language], ...languages].find((one) => texts?.[one])
    return {
      text: (own && texts?.[own]) ?? '',
      language: own ?? language,
      isOther: own !== undefined && own !== language,
    }
  }
}
