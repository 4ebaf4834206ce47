import { allParts, type Part, partText } from './query.ts'
import { type SoundPhrase, soundPhrase, soundQuery, typedPhrase } from './sounds.ts'
import { readPinyin } from './syllables.ts'

/** The query by ear: runs of characters by their sound, typed pinyin as syllables, other words as they are. */
export interface SoundsLike {
  /** tsquery text over the sounds; all of `heard` must be found. */
  sounds: string
  /** tsquery text over the words that are no pinyin; undefined when there are none. */
  words: string | undefined
  /** What was typed and the ways it may sound, to say later what was found instead. */
  heard: { typed: string; phrases: SoundPhrase[] }[]
}

/** The pinyin step of a query, or undefined when nothing in it can be heard. */
export function soundsLike(parts: readonly Part[]): SoundsLike | undefined {
  const heard: SoundsLike['heard'] = []
  const rest: Part[] = []
  for (const group of latinTogether(parts)) {
    const phrases = phrasesOf(group)
    if (phrases.length > 0) heard.push({ typed: group.map(partText).join(' '), phrases })
    else rest.push(...group)
  }
  if (heard.length === 0) return undefined
  const sounds = heard.map(({ phrases }) => `(${phrases.map(soundQuery).join(' | ')})`).join(' & ')
  return { sounds, words: rest.length > 0 ? allParts(rest) : undefined, heard }
}

function phrasesOf(group: readonly Part[]): SoundPhrase[] {
  const [first] = group
  if (first?.kind === 'han') {
    const phrase = soundPhrase(partText(first))
    return phrase ? [phrase] : []
  }
  return readPinyin(group.map(partText).join('')).map(typedPhrase)
}

/** Neighbouring words that are pinyin together (bian su xiang) form one group; anything else stands alone. */
function latinTogether(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = []
  for (const part of parts) {
    const before = groups.at(-1)
    const together = before?.[0]?.kind === 'word' && part.kind === 'word'
    if (together && readPinyin([...before, part].map(partText).join('')).length > 0) before.push(part)
    else groups.push([part])
  }
  return groups
}
