import { api } from '../shell/api.ts'
import { contact } from './contact.ts'
import { mergeRules } from './rules.ts'
import type { FieldDay, Store } from './store.ts'

/** Reads the day and keeps it. A visit with something unsent, or told of while we read, is left as the person sees it. */
export async function pull(store: Store): Promise<void> {
  await contact(store)
  const began = Date.now()
  const known = ((await store.facts.get('day'))?.rules ?? []).map((one) => one.digest).join(',')
  const { data } = await api.GET('/api/v1/field/today', { params: { query: known === '' ? {} : { rules: known } } })
  if (!data) return
  await keepDay(store, data, began)
  // Beside everything else: a slow server of maps, or of drawings, holds nothing up.
  void import('./keep-map.ts').then(({ keepMap }) => keepMap(store)).catch(() => undefined)
  void import('./drawings.ts').then(({ pullDrawings }) => pullDrawings(store)).catch(() => undefined)
}

async function keepDay(store: Store, day: FieldDay, began: number): Promise<void> {
  await store.transaction('rw', store.facts, store.visits, store.outbox, async () => {
    const unsent = new Set((await store.outbox.toArray()).map((op) => op.entityId))
    const visitIds = day.visits.map((visit) => visit.id)
    const { date, timeZone, at, priceLists, failureCodes, partDuties, depositName } = day
    const before = await store.facts.get('day')
    // No visits today: the lists of the last working day serve whatever is still open.
    const isDay = day.visits.length > 0 || !before
    const lists = isDay ? { priceLists, failureCodes, partDuties, depositName } : before
    const rules = isDay ? mergeRules(day.rules, before?.rules ?? []) : (before.rules ?? [])
    await store.facts.put({
      key: 'day',
      ...{ date, timeZone, at, visitIds, readAt: began },
      priceLists: lists.priceLists,
      failureCodes: lists.failureCodes,
      rules,
      causesFound: day.causesFound,
      bytes: JSON.stringify(day).length,
      van: day.van,
      asked: day.asked,
      colleagues: day.colleagues,
      judged: day.judged,
      map: day.map,
      partDuties: lists.partDuties,
      depositName: lists.depositName,
    })
    for (const visit of day.visits) {
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
}
