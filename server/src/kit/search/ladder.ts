import type { Climb, Found, Run, SearchAsk } from './climb.ts'
import { byCode, byPhrase, bySerial } from './exact-steps.ts'
import { byNearestWords, byPinyin, bySomeParts } from './forgiving-steps.ts'
import { searchQuery } from './query.ts'

export type { Correction, Found, Hit, Run, SearchAsk, Step } from './climb.ts'

/** With fewer hits the next, more forgiving step is tried. */
const ENOUGH = 5

/** Searches one table from the exact to the forgiving and stops as soon as enough is found (design: knowledge 9). */
export async function runLadder(run: Run, ask: SearchAsk): Promise<Found> {
  const climb: Climb = { run, ask, query: searchQuery(ask.q), hits: new Map(), corrected: [] }
  const steps = [byCode, bySerial, byPhrase, ...(ask.literal ? [] : [byNearestWords, byPinyin, bySomeParts])]
  for (const step of steps) {
    const settled = await step(climb)
    if (settled || climb.hits.size >= Math.min(ENOUGH, ask.limit)) break
  }
  return { hits: [...climb.hits.values()].slice(0, ask.limit), corrected: climb.corrected }
}
