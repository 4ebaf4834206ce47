import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import {
  type CountedPart,
  calendarDay,
  countedParts,
  dates,
  enumerated,
  type Instant,
  type Money,
  money,
  numbers,
  span,
} from './format.ts'
import { isLanguage, type Language, matchLanguage, wordOptions } from './index.ts'
import { partName } from './part-name.ts'
import type { WordKey } from './typed.ts'

export * from './address.ts'
export * from './format.ts'
export * from './index.ts'

/** One module of texts per language, as the app ships them: `texts` by file path, as `import.meta.glob` gives them. */
export type WordFiles = Record<Language, () => Promise<{ texts: Record<string, object> }>>

const kept = 'aftercare.language'

/** The reader's choice; else the browser's languages. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(kept)
  return isLanguage(chosen) ? chosen : matchLanguage(navigator.languages)
}

export function hasChosenLanguage(): boolean {
  return isLanguage(localStorage.getItem(kept))
}

/** Switches without a reload and remembers the choice on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(kept, language)
  for (const files of shipped) await addTexts(files, language)
  await i18next.changeLanguage(language)
}

const namespaceOf = (path: string) => /([^/]+)\.json$/.exec(path)?.[1] ?? path

/** Loads the texts of one language; asked again, they are there. `check.ts` proves them complete, so fallbacks would be bytes for nothing. */
async function addTexts(files: WordFiles, language: Language): Promise<void> {
  const { texts } = await files[language]()
  for (const [path, data] of Object.entries(texts)) i18next.addResourceBundle(language, namespaceOf(path), data)
}

/** Those of the first screen, then of others as they were opened. */
const shipped: WordFiles[] = []

/** Called once before the first paint. */
export async function startWords(files: WordFiles): Promise<void> {
  shipped.push(files)
  i18next.on('languageChanged', (language) => {
    // Without `lang` Chromium draws Han characters with Japanese glyphs.
    document.documentElement.lang = language
  })
  const lng = preferredLanguage()
  const options = { ...wordOptions, fallbackLng: false as const, lng, resources: {}, react: { useSuspense: false } }
  await i18next.use(initReactI18next).init(options)
  await addTexts(files, lng)
}

/** Texts only a later screen says: they come with it. */
export async function moreWords(files: WordFiles): Promise<void> {
  if (shipped.includes(files)) return
  await addTexts(files, currentLanguage())
  shipped.push(files)
}

export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en'
}

/** The formatters in the reader's language; every time needs its zone. */
export function useFormat() {
  const { i18n } = useTranslation('common')
  const language = isLanguage(i18n.language) ? i18n.language : 'en'
  return {
    language,
    dates: (zone: string) => dates(language, zone),
    calendarDay: (day: string) => calendarDay(language, day),
    span: (milliseconds: number) => span(language, milliseconds),
    numbers: numbers(language),
    money: (value: Money) => money(language, value),
    enumerated: (names: readonly string[]) => enumerated(language, names),
    countedParts: (parts: readonly CountedPart[]) => countedParts(language, parts),
  }
}

/** Says a key that stands in a definition (`column.label`): `const say = useSay(); say('requests:title')`. */
export function useSay(): (key: WordKey, values?: Record<string, unknown>) => string {
  const { i18n } = useTranslation()
  const say = i18n.t as unknown as (key: string, values?: Record<string, unknown>) => string
  return say
}

/** Names components by their codes, in the reader's language. */
export function usePartName(): (code: string) => string {
  const { i18n } = useTranslation('assets')
  const say = i18n.t as unknown as (key: string) => string
  return (code) => partName(code, { has: (key) => i18n.exists(key), say })
}

export type { Instant, Money, WordKey }
