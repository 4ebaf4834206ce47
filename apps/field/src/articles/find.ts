import { foldText, plainWord } from '@aftercare/words/fold'
import type { Article } from '../data/store.ts'

const HAN = /\p{Script=Han}/u
/** Words, and what is written without spaces between them, apart: «E1故障» is looked for as «E1» and «故障». */
const TERM = /\p{Script=Han}+|[^\p{Script=Han}\s]+/gu

/** Of the pairs of a term: whoever turns two words round still finds it. */
const ENOUGH = 0.6

interface Read {
  article: Article
  title: string
  text: string
}

/** Folded once: full and half width, Traditional and Simplified, accents and case are the same to whoever searches. */
export function readAll(articles: readonly Article[]): Read[] {
  return articles.map((article) => {
    const { number, title, summary, steps, symptomCodes, causeCodes, components } = article
    const texts = [summary, ...steps.flatMap(({ text, caution }) => [text, caution])]
    const codes = [symptomCodes, causeCodes, components].flat()
    return {
      article,
      title: folded([number, bare(number), ...Object.values(title)]),
      text: folded([...texts.flatMap((one) => Object.values(one ?? {})), ...codes]),
    }
  })
}

const folded = (texts: readonly (string | undefined)[]) => texts.map((text) => plain(text ?? '')).join('\n')
const plain = (text: string) => plainWord(foldText(text)).plain
const bare = (code: string) => code.replace(/[^\p{L}\p{N}]/gu, '')

/** Every term must be there; in the title counts most, then as it was typed, then Chinese characters pair by pair. */
export function findArticles(all: readonly Read[], typed: string): Article[] {
  const terms = plain(typed).match(TERM) ?? []
  const scored = all.flatMap(({ article, title, text }) => {
    const found = terms.map((term) => scoreOf(term, title, text))
    return found.every((one) => one > 0) ? [{ article, score: found.reduce((sum, one) => sum + one, 0) }] : []
  })
  return scored.sort((a, b) => b.score - a.score).map((one) => one.article)
}

function scoreOf(term: string, title: string, text: string): number {
  if (title.includes(term)) return 4
  if (text.includes(term)) return 2
  const pairs = HAN.test(term) ? pairsOf(term) : []
  const found = pairs.filter((pair) => title.includes(pair) || text.includes(pair))
  return pairs.length > 1 && found.length / pairs.length >= ENOUGH ? 1 : 0
}

function pairsOf(term: string): string[] {
  const chars = [...term]
  return chars.slice(1).map((char, i) => chars[i]! + char)
}
