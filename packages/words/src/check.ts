import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import toTraditional from 'opencc-js/dict/STCharacters'
import phrases from 'opencc-js/dict/STPhrases'
import toSimplified from 'opencc-js/dict/TSCharacters'
import taiwanPhrases from 'opencc-js/dict/TWPhrases'
import taiwanVariants from 'opencc-js/dict/TWVariants'
import { languages, namespaces } from './index.ts'
import { fullWidth } from './punctuation.ts'

type Texts = Map<string, string>

/** Legal in rare Traditional words (于 and 万 in surnames), but in our texts always a slip. */
const slips = '万丰么于云价几广据确种筑适郁胜荐党历'

/**
 * Characters a zh-TW text must not have: those OpenCC turns into another one, less those that occur in its Traditional
 * phrases and Taiwan variants (台, 后 in 皇后, 里 in 公里), which both scripts share.
 */
export function simplifiedOnly(): Set<string> {
  const pairs = (lines: string) => lines.split('|').map((line) => line.split(' '))
  const shared = new Set(
    [phrases, taiwanPhrases, taiwanVariants].flatMap((dictionary) =>
      pairs(dictionary).flatMap(([, to = '']) => [...to]),
    ),
  )
  for (const [traditional = ''] of pairs(toSimplified)) shared.add(traditional)
  const refused = pairs(toTraditional).flatMap(([simple = '', form]) =>
    simple === form || shared.has(simple) ? [] : [simple],
  )
  return new Set([...refused, ...slips])
}

function flat(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === '' ? key : `${path}.${key}`))
}

/** English has `_one` and `_other`, Chinese only `_other`: compare the bare key. */
const bare = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const placeholders = (text: string) => [...new Set(text.match(/\{\{[^}]*\}\}/g) ?? [])].sort().join(' ')

function read(root: string, language: string, namespace: string, problems: string[]): Texts {
  const name = `${language}/${namespace}.json`
  const texts: Texts = new Map()
  if (!existsSync(`${root}/${name}`)) {
    problems.push(`${name}: missing`)
    return texts
  }
  try {
    for (const [key, text] of flat(JSON.parse(readFileSync(`${root}/${name}`, 'utf8')))) {
      if (typeof text !== 'string') problems.push(`${name}: ${key} is not a text`)
      else if (text.trim() === '') problems.push(`${name}: ${key} is empty`)
      else texts.set(key, text)
    }
  } catch (error) {
    problems.push(`${name}: not JSON (${(error as Error).message})`)
  }
  return texts
}

function compare(english: Texts, other: Texts, name: string, problems: string[]) {
  const known = new Map([...english].map(([key, text]) => [bare(key), text]))
  const found = new Map([...other].map(([key, text]) => [bare(key), text]))
  for (const [key, text] of known) {
    const translated = found.get(key)
    if (translated === undefined) problems.push(`${name}: ${key} is missing`)
    else if (placeholders(text) !== placeholders(translated)) {
      problems.push(
        `${name}: ${key} has ${placeholders(translated) || 'no placeholders'}, en has ${placeholders(text)}`,
      )
    }
  }
  for (const key of found.keys()) if (!known.has(key)) problems.push(`${name}: ${key} is not in en`)
}

/** What is wrong with the texts: absent files and keys, different placeholders, half-width marks in Chinese, Simplified characters in zh-TW. Empty when all is well. */
export function checkWords(root = fileURLToPath(new URL('../locales', import.meta.url))): string[] {
  const problems: string[] = []
  const refused = simplifiedOnly()
  for (const namespace of namespaces) {
    const english = read(root, 'en', namespace, problems)
    for (const language of languages.filter((one) => one !== 'en')) {
      const name = `${language}/${namespace}.json`
      const texts = read(root, language, namespace, problems)
      compare(english, texts, name, problems)
      for (const [key, text] of texts)
        if (fullWidth(text) !== text) problems.push(`${name}: ${key} has half-width marks, ${fullWidth(text)}`)
      if (language !== 'zh-TW') continue
      for (const [key, text] of texts) {
        const wrong = [...text].filter((character) => refused.has(character))
        if (wrong.length > 0) problems.push(`${name}: ${key} has Simplified ${wrong.join('')}`)
      }
    }
  }
  return problems
}
