import { useFormat } from '@aftercare/words/web'

type Names = { en: string; 'zh-CN'?: string | undefined; 'zh-TW'?: string | undefined }

/** A name people entered in up to three languages, in the reader's; English is the fallback. */
export function useNamed(): (names: Names) => string {
  const { language } = useFormat()
  return (names) => names[language] || names.en
}
