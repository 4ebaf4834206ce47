import { readdirSync, readFileSync } from 'node:fs'
import i18next from 'i18next'
import { isLanguage, type Language, languages, matchLanguage, wordOptions } from './index.ts'
import { partName } from './part-name.ts'

export * from './address.ts'
export * from './format.ts'
export * from './index.ts'

const folder = new URL('../locales/', import.meta.url)

function fromDisk() {
  return Object.fromEntries(
    languages.map((language) => {
      const files = readdirSync(new URL(`${language}/`, folder)).filter((name) => name.endsWith('.json'))
      const read = (name: string) => JSON.parse(readFileSync(new URL(`${language}/${name}`, folder), 'utf8'))
      return [language, Object.fromEntries(files.map((name) => [name.slice(0, -'.json'.length), read(name)]))]
    }),
  )
}

const shared = i18next.createInstance()
shared.init({ ...wordOptions, lng: 'en', resources: fromDisk(), initAsync: false })

export type Words = (key: string, values?: Record<string, unknown>) => string

/** The texts of one language for mail, PDF and problems. Keys are `namespace:key`; an unknown key comes back as it is. */
export function words(language: string): Words {
  const chosen: Language = isLanguage(language) ? language : matchLanguage([language])
  const fixed = shared.getFixedT(chosen)
  return (key, values) => fixed(key, values ?? {})
}

/** Whether a text exists, for callers with a better answer than the bare key. */
export function hasWords(key: string): boolean {
  return shared.exists(key, { lng: 'en' })
}

/** Names components by their codes on mails and papers. */
export const partNames = (say: Words) => (code: string) => partName(code, { has: hasWords, say })
