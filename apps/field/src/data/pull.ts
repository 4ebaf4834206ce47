import { api } from '../shell/api.ts'
import { contact } from './contact.ts'
import { type KeptRules, mergeRules } from './rules.ts'
import type { Article, DayFacts, FailureCode, FieldDay, KeptNext, Store } from './store.ts'
import { dayNow, factsOn } from './which-day.ts'

/** A free weekend and a holiday: the evening before is then that of Friday. */
const AHEAD_DAYS = 4

/** Reads the day and keeps it. A visit with something unsent, or told of while we read, is left as the person sees it. */
export async function pull(store: Store): Promise<void> {
  await contact(store)
  const began = Date.now()
  const had = await store.facts.get('day')
  const rules = rulesOf(had).map((one) => one.digest)
  const articles = had?.articles?.digest
  const query = {
    ahead: AHEAD_DAYS,
    ...(rules.length > 0 && { rules: rules.join(',') }),
    ...(articles && { articles }),
  }
  const { data } = await api.GET('/api/v1/field/today', { params: { query } })
  if (!data) return
  await keepDay(store, data, began)
  // Beside everything else: a slow server of maps, or of drawings, holds nothing up.
  void import('./keep-map.ts').then(({ keepMap }) => keepMap(store)).catch(() => undefined)
  void import('./drawings.ts').then(({ pullDrawings }) => pullDrawings(store)).catch(() => undefined)
}

async function keepDay(store: Store, day: FieldDay, began: number): Promise<void> {
  await store.transaction('rw', store.facts, store.visits, store.outbox, store.articles, async () => {
    const unsent = new Set((await store.outbox.toArray()).map((op) => op.entityId))
    const before = await store.facts.get('day')
    await store.facts.put({ ...factsFrom(day, before), readAt: began })
    if (day.articles.items) await keepArticles(store, day.articles.items)
    const visits = [...day.visits, ...(day.next?.visits ?? [])]
    const visitIds = visits.map((visit) => visit.id)
    for (const visit of visits) {
      if (unsent.has(visit.id)) continue
      const kept = await store.visits.get(visit.id)
      // The server may have answered before it heard what we told it meanwhile: its answer would take that back.
      if (kept?.toldAt !== undefined && kept.toldAt >= began) continue
      const { late: _late, ...stays } = kept ?? {}
      await store.visits.put({ ...stays, id: visit.id, visit })
    }
    const kept = await store.visits.toCollection().primaryKeys()
    const gone = kept.filter((id) => !visitIds.includes(id) && !unsent.has(id))
    await store.visits.bulkDelete(gone)
  })
  // What was begun on a visit that is no longer here is of no use to anybody.
  const here = await store.visits.toCollection().primaryKeys()
  await store.drafts.where('visitId').noneOf(here).delete()
  await store.filmParts.where('visitId').noneOf(here).delete()
}

async function keepArticles(store: Store, items: readonly Article[]): Promise<void> {
  await store.articles.clear()
  await store.articles.bulkPut(items.map((one, place) => ({ ...one, place })))
}

/** Every pack the phone has, those for the next day with them; each once. */
const rulesOf = (facts: DayFacts | undefined) => [
  ...new Map([...(facts?.rules ?? []), ...(facts?.next?.rules ?? [])].map((one) => [one.digest, one])).values(),
]

function factsFrom(day: FieldDay, before: DayFacts | undefined): DayFacts {
  const { date, timeZone, at, causesFound, van, asked, colleagues, judged, map, ways, depositName } = day
  const had = rulesOf(before)
  const rules = mergeRules(day.rules, had)
  const visitIds = day.visits.map((visit) => visit.id)
  return {
    key: 'day',
    ...{ date, timeZone, at, visitIds, causesFound, van, asked, colleagues, judged, map, ways, depositName },
    next: day.next && nextFrom(day.next, [...rules, ...had]),
    bytes: JSON.stringify({ ...day, articles: null }).length,
    articles: articlesFrom(day, before),
    ...listsFrom(day, rules, before),
  }
}

function articlesFrom({ articles: { digest, items, left } }: FieldDay, before: DayFacts | undefined) {
  const bytes = items ? JSON.stringify(items).length : (before?.articles?.bytes ?? 0)
  return { digest, left, bytes }
}

const nextFrom = ({ date, visits, priceLists, rules }: NonNullable<FieldDay['next']>, had: KeptRules[]): KeptNext => ({
  ...{ date, priceLists, visitIds: visits.map((visit) => visit.id), rules: mergeRules(rules, had) },
})

/** No visits today: the lists of the last working day serve whatever is still open, beside those of the next. */
function listsFrom({ visits, priceLists, failureCodes, partDuties }: FieldDay, rules: KeptRules[], before?: DayFacts) {
  if (visits.length > 0 || !before) return { priceLists, failureCodes, partDuties, rules }
  const last = factsOn(before, dayNow(before.timeZone))
  const codeKey = (one: FailureCode) => [one.familyId, one.kind, one.code].join(' ')
  return {
    priceLists: last.priceLists,
    rules: last.rules ?? [],
    failureCodes: byKey([...last.failureCodes, ...failureCodes], codeKey),
    partDuties: byKey([...(last.partDuties ?? []), ...partDuties], (one) => one.code),
  }
}

const byKey = <T>(all: readonly T[], keyOf: (one: T) => string): T[] => [
  ...new Map(all.map((one) => [keyOf(one), one])).values(),
]
