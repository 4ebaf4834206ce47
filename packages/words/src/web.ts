import './typed.ts'
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { calendarDay, dates, type Instant, type Money, money, numbers, span } from './format.ts'
import { isLanguage, type Language, matchLanguage, type Namespace, wordOptions } from './index.ts'

export * from './format.ts'
export * from './index.ts'

/** What `import.meta.glob('…/locales/*\/*.json')` gives: the app decides which namespaces it ships. */
export type WordFiles = Record<string, () => Promise<unknown>>

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
  await i18next.changeLanguage(language)
}

/** Loads the reader's language only: `check.ts` proves the files complete, so loading fallbacks would be bytes for nothing. */
export async function startWords(files: WordFiles): Promise<void> {
  const found = Object.keys(files).map((path) => /\/([^/]+)\/([^/]+)\.json$/.exec(path)?.slice(1) ?? [])
  const offered = [...new Set(found.map(([, namespace]) => namespace as Namespace))]
  const load = async (language: string, namespace: string) => {
    const path = Object.keys(files).find((name) => name.endsWith(`/${language}/${namespace}.json`))
    const module = path === undefined ? {} : await files[path]?.()
    return (module as { default?: object }).default ?? {}
  }
  i18next.on('languageChanged', (language) => {
    // Without `lang` Chromium draws Han characters with Japanese glyphs.
    document.documentElement.lang = language
  })
  await i18next
    .use({
      type: 'backend' as const,
      init() {},
      read(language: string, namespace: string, done: (error: unknown, data: object | null) => void) {
        load(language, namespace).then(
          (data) => done(null, data),
          (error) => done(error, null),
        )
      },
    })
    .use(initReactI18next)
    .init({ ...wordOptions, fallbackLng: false, lng: preferredLanguage(), ns: offered, react: { useSuspense: false } })
}

export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en'
}

/** The three formatters in the reader's language; every time needs its zone. */
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
  }
}

export type { Instant, Money }
