import { type Climb, type Correction, countEntries, match, matchSome, type Run } from './climb.ts'
import { confusedCode } from './codes.ts'
import { heardAs } from './heard.ts'
import { nearestWords } from './nearest.ts'
import { soundsLike } from './pinyin-step.ts'
import { allParts, isCode, mayBeMisspelt, partText } from './query.ts'
import { places, smallParts, worths } from './some-step.ts'
import { CONFUSED_MARK } from './tokens.ts'

/** Unknown words are replaced by the known words nearest to them (compresor → compressor), O in a code may be 0. */
export async function byNearestWords(climb: Climb): Promise<boolean> {
  const corrected: Correction[] = []
  const parts = []
  for (const part of climb.query.parts) {
    const words = mayBeMisspelt(part) ? await nearest(climb.run, partText(part)) : []
    if (words.length > 0) corrected.push({ typed: partText(part), shown: words.join(' / ') })
    const also = isCode(part) ? [CONFUSED_MARK + confusedCode(partText(part))] : words
    parts.push(also.length > 0 ? { ...part, also } : part)
  }
  if (parts.every((part, i) => part === climb.query.parts[i])) return false
  climb.query = { ...climb.query, parts }
  if ((await match(climb, 'nearest', { how: 'text', query: allParts(parts) })) > 0) climb.corrected.push(...corrected)
  return false
}

async function nearest(run: Run, typed: string): Promise<string[]> {
  const alike = await run<{ word: string; n: number }>('select word, n from kit.search_near($1, $2)', [typed, 20])
  return nearestWords(typed, alike)
}

/** The same sound in other characters (变速相 → 变速箱), or typed pinyin (biansuxiang). */
export async function byPinyin(climb: Climb): Promise<boolean> {
  const alike = soundsLike(climb.query.parts)
  if (!alike) return false
  const { words, sounds } = alike
  const before = climb.hits.size
  if ((await match(climb, 'pinyin', { how: 'text', query: words, sounds })) === 0) return false
  const hit = [...climb.hits.values()][before]!
  for (const { typed, phrases } of alike.heard) {
    const shown = await heardAs(climb.run, hit, phrases)
    if (shown && shown !== typed) climb.corrected.push({ typed, shown })
  }
  return false
}

/** Not everything typed, but the rarest of it. */
export async function bySomeParts(climb: Climb): Promise<boolean> {
  const small = smallParts(climb.query.parts)
  if (small.length < 2) return false
  const counts = await countEntries(
    climb,
    small.map(({ word }) => word),
  )
  for (const candidates of places(small, counts)) {
    await matchSome(climb, { candidates, ...worths(small, counts) })
    if (climb.hits.size >= climb.ask.limit) break
  }
  return false
}
