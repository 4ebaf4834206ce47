import { type Written, writtenIn } from '@aftercare/words'
import { useFormat } from '@aftercare/words/web'

/** A title or name in the reader's language, else as it was written. */
export function useWritten(): (texts: Written | null) => string {
  const { language } = useFormat()
  return (texts) => writtenIn(texts, language)?.text ?? ''
}
