type Names = { en: string; 'zh-CN': string; 'zh-TW': string }
export const n = (en: string, cn: string, tw: string): Names => ({ en, 'zh-CN': cn, 'zh-TW': tw })
type Step = { text: Names; caution?: Names }
export const step = (text: Names, caution?: Names): Step => ({ text, ...(caution && { caution }) })

export interface DemoArticle {
  kind: 'bulletin' | 'repair' | 'diagnosis' | 'how_to'
  isControlled?: true
  /** Codes of families, or of single models; neither: every product. */
  families?: string[]
  models?: string[]
  symptoms?: string[]
  causes?: string[]
  components?: string[]
  title: Names
  summary?: Names
  steps: Step[]
  isDraft?: true
}
