import { type Language, type Written, writtenIn } from '@aftercare/words'
import { useFormat } from '@aftercare/words/web'

/** A text as it was written: in the reader's language, else in the nearest there is, and which that was. Nothing is translated. */
export function useWritten() {
  const { language } = useFormat()
  return (texts: Written | null | undefined): { text: string; language: Language; isOther: boolean } => {
    const found = writtenIn(texts ?? null, language) ?? { text: '', language }
    return { ...found, isOther: found.language !== language }
  }
}
