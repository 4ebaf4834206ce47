import { Converter } from 'opencc-js/t2cn'

// Folding is done character by character: a phrase dictionary would fold 乾隆 and 乾 differently, and then a phrase
// typed alone would no longer be found inside a longer text.
const toSimplified = Converter({ from: 't', to: 'cn' })
const known = new Map<string, string>()

function simplified(char: string): string {
  const folded = known.get(char) ?? toSimplified(char)
  known.set(char, folded)
  return folded
}

const LIGATURES: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd' }
const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', ß: 'ss' }
const spellOut = (word: string, table: Record<string, string>) => word.replace(/[^\0-\x7f]/g, (c) => table[c] ?? c)

/** Full width to half width, Traditional to Simplified, lower case; accents stay (see plainWord). */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, simplified)
}

/** A folded word without accents (müller → muller) and, where German or Danish spells it out, that form (mueller). */
export function plainWord(word: string): { plain: string; spelt?: string } {
  const plain = spellOut(
    word
      .normalize('NFD')
      .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
      .normalize('NFC'),
    LIGATURES,
  )
  const spelt = spellOut(word, UMLAUTS)
  return spelt === word || spelt === plain ? { plain } : { plain, spelt }
}
