import { type Language, languages, type Written } from '@aftercare/words'
import type { Content } from './marks.tsx'

type Step = Content['steps'][number]
type Place = { what: 'title' } | { what: 'summary' } | { what: 'step' | 'caution'; number: number }
/** One text of one language as it was and as it is; a picture says only that it is another one. */
export type Change = Place & { language: Language | null; from: string | null; to: string | null }

/** What changed in the texts from one version to the next. Steps that stayed as they were are found again at their new place. */
export function changesBetween(before: Content, after: Content): Change[] {
  return [
    ...inTexts({ what: 'title' }, before.title, after.title),
    ...inTexts({ what: 'summary' }, before.summary, after.summary),
    ...pairs(before.steps, after.steps).flatMap(({ from, to, number }) => inStep(from, to, number)),
  ]
}

function inTexts(place: Place, before: Written | null, after: Written | null): Change[] {
  return languages.flatMap((language) => {
    const [from, to] = [before?.[language] ?? null, after?.[language] ?? null]
    return from === to ? [] : [{ ...place, language, from, to }]
  })
}

function inStep(from: Step | null, to: Step | null, number: number): Change[] {
  const place = { what: 'step', number } as const
  const isOther = from !== null && to !== null && from.fileId !== to.fileId
  const picture: Change[] = isOther ? [{ ...place, language: null, from: from.fileId, to: to.fileId }] : []
  return [
    ...inTexts({ what: 'caution', number }, from?.caution ?? null, to?.caution ?? null),
    ...inTexts(place, from?.text ?? null, to?.text ?? null),
    ...picture,
  ]
}

type Pair = { from: Step | null; to: Step | null; number: number }

/** Steps between two that stayed are taken one for the other in their order. */
function pairs(before: readonly Step[], after: readonly Step[]): Pair[] {
  const found: Pair[] = []
  let [a, b] = [0, 0]
  for (const [i, j] of [...stayed(before, after), [before.length, after.length] as const]) {
    while (a < i || b < j) {
      const [from, to] = [a < i ? before[a]! : null, b < j ? after[b]! : null]
      found.push({ from, to, number: (to ? b : a) + 1 })
      if (from) a++
      if (to) b++
    }
    ;[a, b] = [i + 1, j + 1]
  }
  return found
}

/** The longest row of steps that are the same in both, by their places. */
function stayed(before: readonly Step[], after: readonly Step[]): (readonly [number, number])[] {
  const [was, is] = [before.map((step) => JSON.stringify(step)), after.map((step) => JSON.stringify(step))]
  const rest = Array.from({ length: was.length + 1 }, () => new Array<number>(is.length + 1).fill(0))
  for (let i = was.length - 1; i >= 0; i--)
    for (let j = is.length - 1; j >= 0; j--)
      rest[i]![j] = was[i] === is[j] ? rest[i + 1]![j + 1]! + 1 : Math.max(rest[i + 1]![j]!, rest[i]![j + 1]!)
  const found: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < was.length && j < is.length; ) {
    if (was[i] === is[j]) found.push([i++, j++])
    else if (rest[i + 1]![j]! >= rest[i]![j + 1]!) i++
    else j++
  }
  return found
}
