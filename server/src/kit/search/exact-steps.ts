import { type Climb, countEntries, match, matchNewest, type Step } from './climb.ts'
import { allParts } from './query.ts'
import { smallParts } from './some-step.ts'
import { TITLE_MARK } from './tokens.ts'

/** An exact number settles the search; its last digits, or a form with O for 0, only open it. */
export async function byCode(climb: Climb): Promise<boolean> {
  const { code } = climb.query
  if (!code) return false
  const find = (stored: string) => match(climb, 'code', { how: 'code', query: `{"${stored}"}` })
  if ((await find(code.bare)) > 0) return true
  await find(`#${code.bare}`)
  if (climb.hits.size === 0) await find(`~${code.confused}`)
  return false
}

/** A piece of a serial number; those that end with it come first. */
export async function bySerial(climb: Climb): Promise<boolean> {
  const { serial } = climb.query
  if (serial) await match(climb, 'serial', { how: 'serial', query: serial })
  return false
}

/** Above this many entries the newest are looked through before the index is asked; it must fetch them all. */
const EVERYWHERE = 4000

/** Everything typed is there, titles first. A query without a letter or digit ends here with nothing. */
export async function byPhrase(climb: Climb): Promise<boolean> {
  const { parts } = climb.query
  if (parts.length === 0) return true
  const words = smallParts(parts).map(({ word }) => word)
  const counts = await countEntries(climb, [...words, ...words.map((word) => TITLE_MARK + word)])
  await phraseIn(climb, 'title', TITLE_MARK, words, counts)
  if (climb.hits.size < climb.ask.limit) await phraseIn(climb, 'phrase', '', words, counts)
  return false
}

async function phraseIn(climb: Climb, step: Step, mark: string, words: string[], counts: ReadonlyMap<string, number>) {
  const query = allParts(climb.query.parts, mark)
  const atMost = Math.min(...words.map((word) => counts.get(mark + word) ?? 0))
  if (atMost > EVERYWHERE && (await matchNewest(climb, step, query)) >= climb.ask.limit) return
  await match(climb, step, { how: 'text', query })
}
