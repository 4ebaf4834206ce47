import { pinyin } from 'pinyin-pro'
import { quoteLexeme, type Token, tsvectorLiteral } from './literal.ts'
import { runsOfTexts } from './runs.ts'
import type { Reading } from './syllables.ts'

const HAN = /^\p{Script=Han}+$/u
const AS_TYPED = { toneType: 'none', type: 'array', v: true } as const

/** A pair of neighbouring syllables; the dot keeps xi.an and xian apart. */
const pair = (first: string, second: string) => `${first}.${second}`

/** How texts sound: pairs of toneless syllables at the same positions as the pairs of characters in searchTokens. */
export function soundTokens(...texts: readonly string[]): string {
  return tsvectorLiteral(soundsOfTexts(texts))
}

function* soundsOfTexts(texts: readonly string[]): Generator<Token> {
  for (const runs of runsOfTexts(texts)) {
    for (const run of runs) if (run.kind === 'han') yield* pairsOf([...run.text], run.at)
  }
}

function* pairsOf(chars: readonly string[], at: number): Generator<Token> {
  // pinyin-pro reads polyphonic characters by their neighbours (银行, 行走), so it is given the whole run.
  const sounds = pinyin(chars.join(''), AS_TYPED)
  for (let i = 0; i + 1 < chars.length; i++) {
    if (!HAN.test(chars[i]! + chars[i + 1]!)) continue
    yield { lexeme: pair(sounds[i]!, sounds[i + 1]!), at: at + i }
  }
}

/** Pairs that a phrase must show one after the other; each place may have several readings. */
export type SoundPhrase = string[][]

/** How typed characters may sound: in a misspelt word the neighbours mislead, so each character brings two readings. */
export function soundPhrase(run: string): SoundPhrase | undefined {
  const chars = [...run]
  if (chars.length < 2 || !HAN.test(run)) return undefined
  const inContext = pinyin(run, AS_TYPED)
  const readings = chars.map((char, i) => {
    const alone = pinyin(char, { ...AS_TYPED, multiple: true })
    return [...new Set([inContext[i]!, ...alone])].slice(0, 2)
  })
  return readings.slice(1).map((next, i) => readings[i]!.flatMap((first) => next.map((second) => pair(first, second))))
}

/** The phrase of one reading of typed pinyin; an unfinished last syllable is written with a star. */
export function typedPhrase(reading: Reading): SoundPhrase {
  const places = reading.open ? [...reading.syllables, `${reading.open}*`] : reading.syllables
  return places.slice(1).map((second, i) => [pair(places[i]!, second)])
}

const lexemeQuery = (lexeme: string) =>
  lexeme.endsWith('*') ? `${quoteLexeme(lexeme.slice(0, -1))}:*` : quoteLexeme(lexeme)

/** The phrase as tsquery text. */
export function soundQuery(phrase: SoundPhrase): string {
  return `(${phrase.map((place) => `(${place.map(lexemeQuery).join(' | ')})`).join(' <-> ')})`
}
