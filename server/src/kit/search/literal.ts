// Limits of PostgreSQL's tsvector; what goes beyond is dropped there without a word, or refused for the whole row.
const LAST_POSITION = 16383
const POSITIONS_PER_LEXEME = 256
const MAX_BYTES = 1_000_000 // the hard limit is 1 MiB of lexemes and positions

export interface Token {
  lexeme: string
  /** Counted from 0. */
  at: number
}

export const quoteLexeme = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, '$&$&')}'`

/** Writes tokens as a tsvector literal: `'变速':1 '速箱':2`. Tokens beyond PostgreSQL's limits are left out. */
export function tsvectorLiteral(tokens: Iterable<Token>): string {
  const positions = new Map<string, number[]>()
  let bytes = 0
  for (const { lexeme, at } of tokens) {
    if (at >= LAST_POSITION) break
    const seen = positions.get(lexeme)
    bytes += 2 + (seen ? 0 : Buffer.byteLength(lexeme) + 4)
    if (bytes > MAX_BYTES) break
    if (!seen) positions.set(lexeme, [at + 1])
    else if (seen.length < POSITIONS_PER_LEXEME && seen.at(-1) !== at + 1) seen.push(at + 1)
  }
  return [...positions].map(([lexeme, at]) => `${quoteLexeme(lexeme)}:${at.join(',')}`).join(' ')
}
