import { plainWord } from '@aftercare/words/fold'
import { bareCode, confusedCode } from './codes.ts'
import { quoteLexeme } from './literal.ts'
import { runsOf } from './runs.ts'

const LONGEST_QUERY = 200
const MOST_PARTS = 8

/** One thing that must be found: a run of CJK characters as a phrase, or one word or code. */
export interface Part {
  kind: 'han' | 'word'
  /** The run or the word; of a number written in pieces (P 0420, AB-12/3) all of them. */
  pieces: string[]
  /** Other ways to write the same: the spelt-out umlaut (mueller). */
  also: string[]
}

export interface SearchQuery {
  typed: string
  parts: Part[]
  /** Exact numbers, when the whole query looks like one. */
  code?: { bare: string; confused: string }
  /** A piece of a serial number in its confusable form: 0→O, 1→I, 8→B. */
  serial?: string
}

/** Reads what a person typed; the steps of the ladder are made from the result. */
export function searchQuery(q: string): SearchQuery {
  const typed = q.trim().slice(0, LONGEST_QUERY)
  const query: SearchQuery = { typed, parts: partsOf(typed) }
  const bare = bareCode(typed)
  const looksLikeCode = /^[A-Z0-9]{2,40}$/.test(bare) && /[0-9]/.test(bare) && typed.split(/\s+/).length <= 4
  if (!looksLikeCode) return query
  query.code = { bare, confused: confusedCode(bare) }
  if (bare.length >= 5) query.serial = confusedCode(bare)
  return query
}

function partsOf(typed: string): Part[] {
  const parts: Part[] = []
  for (const run of runsOf(typed)) {
    const { plain, spelt } = run.kind === 'word' ? plainWord(run.text) : { plain: run.text }
    const before = parts.at(-1)
    if (before?.kind === 'word' && run.kind === 'word' && (run.joined || isSpacedCode(before, plain))) {
      before.pieces.push(plain)
    } else parts.push({ kind: run.kind, pieces: [plain], also: spelt ? [spelt] : [] })
  }
  return parts.slice(0, MOST_PARTS)
}

/** P 0420: a few letters, then digits. */
const isSpacedCode = (before: Part, word: string) =>
  before.pieces.length === 1 && /^\p{L}{1,4}$/u.test(before.pieces[0]!) && /^\p{Nd}{3,}$/u.test(word)

export const partText = (part: Part): string => part.pieces.join('')

/** True for a part that may be a misspelt word: letters only, and long enough to have a nearest word. */
export const mayBeMisspelt = (part: Part): boolean =>
  part.kind === 'word' && part.pieces.length === 1 && /^\p{L}{4,}$/u.test(part.pieces[0]!)

export const isCode = (part: Part): boolean => part.kind === 'word' && /\p{Nd}/u.test(partText(part))

/** The part as tsquery text; `mark` (TITLE_MARK) looks in titles only. */
export function partQuery(part: Part, mark = ''): string {
  if (part.kind === 'han') return hanQuery([...partText(part)], mark)
  const words = [...part.also]
  if (part.pieces.length === 1 || isCode(part)) words.push(partText(part))
  const ways = words.map((word) => wordQuery(word, mark))
  if (part.pieces.length > 1) ways.push(`(${part.pieces.map((piece) => wordQuery(piece, mark)).join(' & ')})`)
  return `(${ways.join(' | ')})`
}

function hanQuery(chars: readonly string[], mark: string): string {
  if (chars.length === 1) return `${quoteLexeme(mark + chars[0])}:*`
  const pairs = chars.slice(1).map((char, i) => quoteLexeme(mark + chars[i] + char))
  return `(${pairs.join(' <-> ')})`
}

/** A word also as the beginning of longer ones; a single letter would begin half of all words. */
function wordQuery(word: string, mark = ''): string {
  return [...word].length > 1 ? `${quoteLexeme(mark + word)}:*` : quoteLexeme(mark + word)
}

/** All parts must be found. */
export const allParts = (parts: readonly Part[], mark = ''): string =>
  parts.map((part) => partQuery(part, mark)).join(' & ')
