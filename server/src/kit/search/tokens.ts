import { plainWord } from '@aftercare/words/fold'
import { confusedCode } from './codes.ts'
import { type Token, tsvectorLiteral } from './literal.ts'
import { type Run, runsOfTexts } from './runs.ts'

/** Stored with every entry; raise it when the tokens change, and the reindex job makes the older entries again. */
export const TOKENIZER_VERSION = 1

/** Marks the confusable form of a code. */
export const CONFUSED_MARK = '~'

/** Marks the tokens of a title, so that hits in titles have posting lists of their own and come first. */
export const TITLE_MARK = '='

const LONGEST_WORD = 64
const LONGEST_CODE = 40
const clip = (word: string) => (word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD).join('') : word)

/** Pairs of neighbours; the last character also alone, so that one typed character is found as a prefix anywhere. */
function* hanTokens(run: Run): Generator<Token> {
  const chars = [...run.text]
  for (const [i, char] of chars.entries()) yield { lexeme: char + (chars[i + 1] ?? ''), at: run.at + i }
}

/** A word, its spelt-out form, and the longer digits in it: P0420 is also looked for as 0420. */
function* wordTokens(word: string, at: number): Generator<Token> {
  const { plain, spelt } = plainWord(word)
  yield { lexeme: clip(plain), at }
  if (spelt) yield { lexeme: clip(spelt), at }
  if (/\p{L}/u.test(plain)) for (const digits of plain.match(/\p{Nd}{3,}/gu) ?? []) yield { lexeme: clip(digits), at }
}

/** A number written in pieces as one, and the form in which 0 and O, 1 and I, 8 and B are the same. */
function* codeTokens(code: { text: string; at: number; pieces: number }): Generator<Token> {
  if (!/\p{Nd}/u.test(code.text) || code.text.length > LONGEST_CODE) return
  if (code.pieces > 1) yield { lexeme: code.text, at: code.at }
  yield { lexeme: CONFUSED_MARK + confusedCode(code.text), at: code.at }
}

function* tokensOf(runs: readonly Run[]): Generator<Token> {
  let code = { text: '', at: 0, pieces: 0 }
  for (const run of runs) {
    if (run.joined) code = { ...code, text: code.text + run.text, pieces: code.pieces + 1 }
    else {
      yield* codeTokens(code)
      code = { text: run.text, at: run.at, pieces: run.kind === 'word' ? 1 : 0 }
    }
    yield* run.kind === 'han' ? hanTokens(run) : wordTokens(run.text, run.at)
  }
  yield* codeTokens(code)
}

/**
 * Texts as a tsvector literal: pairs of CJK characters folded to Simplified, plain words, code variants.
 * The first text counts as the title; each further one starts after a gap that no phrase crosses.
 */
export function searchTokens(...texts: readonly string[]): string {
  return tsvectorLiteral(tokensOfTexts(texts))
}

function* tokensOfTexts(texts: readonly string[]): Generator<Token> {
  let title = true
  for (const runs of runsOfTexts(texts)) {
    for (const token of tokensOf(runs)) {
      yield token
      if (title) yield { ...token, lexeme: TITLE_MARK + token.lexeme }
    }
    title = false
  }
}
