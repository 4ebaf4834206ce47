import { foldText, plainWord } from '@aftercare/words/fold'

/** Legal forms say nothing about who it is: 'Müller GmbH' and 'Mueller' may be one. */
const FORMS =
  /\b(gmbh|ag|kg|ohg|ug|ltd|limited|inc|llc|corp|corporation|co|company|plc|sa|srl|bv)\b|股份有限公司|有限责任公司|有限公司|公司/g

/** A name as it is compared: half width, simplified, lower case, without accents, signs, spaces and legal form. */
export function foldedName(name: string): string {
  const folded = foldText(name)
  const bare = folded.replace(/[^\p{L}\p{N}]+/gu, ' ').replace(FORMS, ' ')
  const words = bare.split(' ').map((word) => plainWord(word).spelt ?? plainWord(word).plain)
  return words.join('') || folded.replace(/\s+/g, '')
}
