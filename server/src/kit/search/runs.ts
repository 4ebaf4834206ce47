import { foldText } from '@aftercare/words/fold'

/** Scripts written without spaces between words: found by pairs of characters, not by words. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〇]`
const TOKEN = new RegExp(`(?<han>${UNSPACED}+)|(?<word>[[\\p{L}\\p{N}\\p{M}]--${UNSPACED}]+)`, 'gv')
/** What joins the pieces of one number or code: AB-1234/5, 3.5. */
const JOINT = /^[-‐-―_./]$/

export interface Run {
  kind: 'han' | 'word'
  text: string
  /** Position of the first character (han) or of the word, counted from 0; a break in the text leaves a gap. */
  at: number
  /** True where only a dash, dot, slash or underscore stands between this word and the one before. */
  joined: boolean
}

/** Splits a text into runs of unspaced script and single words, after folding. */
export function* runsOf(text: string, from = 0): Generator<Run> {
  const folded = foldText(text)
  let at = from
  let end = 0
  let before: Run['kind'] | undefined
  for (const match of folded.matchAll(TOKEN)) {
    const kind = match.groups?.han ? 'han' : 'word'
    const between = folded.slice(end, match.index)
    if (before && between) at += 1
    const run: Run = {
      kind,
      text: match[0],
      at,
      joined: kind === 'word' && before === 'word' && JOINT.test(between),
    }
    yield run
    at += kind === 'han' ? [...run.text].length : 1
    end = match.index + match[0].length
    before = kind
  }
}

/** Position of the last character or word of a run. */
export const lastOf = (run: Run): number => run.at + (run.kind === 'han' ? [...run.text].length - 1 : 0)

/** The runs of several texts placed one after the other, with a gap between them that no phrase crosses. */
export function* runsOfTexts(texts: readonly string[]): Generator<Run[]> {
  let next = 0
  for (const text of texts) {
    const runs = [...runsOf(text, next)]
    yield runs
    const last = runs.at(-1)
    if (last) next = lastOf(last) + 2
  }
}
