// The syllables of Mandarin without tones, by initial; ü is written v, as on a keyboard.
const BY_INITIAL: Record<string, string> = {
  '': 'a ai an ang ao e ei en eng er o ou',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  y: 'a an ang ao e i in ing o ong ou u uan ue un',
  w: 'a ai an ang ao ei en eng o u',
}

const SYLLABLES = new Set(
  Object.entries(BY_INITIAL).flatMap(([initial, finals]) => finals.split(' ').map((final) => initial + final)),
)
const LONGEST = 6
const MOST_READINGS = 4

/** One way to read typed letters as syllables; `open` is the unfinished start of a last syllable (biansux → x). */
export interface Reading {
  syllables: string[]
  open: string
}

/** The ways to read typed pinyin, longest syllables first: xian → [xian], [xi an]; empty when it is no pinyin. */
export function readPinyin(typed: string): Reading[] {
  const letters = typed
    .toLowerCase()
    .replace(/ü|u:/g, 'v')
    .replace(/['’\s]/g, '')
  if (!/^[a-z]{2,60}$/.test(letters)) return []
  const whole = readFrom(letters, 0, false)
  const readings = whole.length > 0 ? whole : readFrom(letters, 0, true)
  return readings.filter((r) => r.syllables.length + (r.open ? 1 : 0) >= 2 && r.syllables.length > 0)
}

function readFrom(letters: string, start: number, mayBeOpen: boolean): Reading[] {
  if (start === letters.length) return [{ syllables: [], open: '' }]
  const found: Reading[] = []
  for (let length = Math.min(LONGEST, letters.length - start); length > 0; length--) {
    const syllable = letters.slice(start, start + length)
    if (!SYLLABLES.has(syllable)) continue
    for (const rest of readFrom(letters, start + length, mayBeOpen)) {
      found.push({ syllables: [syllable, ...rest.syllables], open: rest.open })
      if (found.length >= MOST_READINGS) return found
    }
  }
  const rest = letters.slice(start)
  if (found.length === 0 && mayBeOpen && beginsSyllable(rest)) return [{ syllables: [], open: rest }]
  return found
}

const beginsSyllable = (letters: string) => [...SYLLABLES].some((syllable) => syllable.startsWith(letters))
