import { articlesFitting } from '@aftercare/rules'
import { useLiveQuery } from 'dexie-react-hooks'
import { timeNow } from './clock.ts'
import { newId } from './ids.ts'
import { addOp } from './outbox.ts'
import type { Article, Store, Visit } from './store.ts'
import { useStore } from './use-store.ts'

/** Every article on this phone, as the server orders them; undefined while reading. */
export function useArticles(): Article[] | undefined {
  const store = useStore()
  return useLiveQuery(async () => (await store.articles.toArray()).sort((a, b) => a.place - b.place), [store])
}

/** One article; undefined while reading, null when the phone does not have it. */
export function useArticle(id: string): Article | null | undefined {
  const store = useStore()
  return useLiveQuery(async () => (await store.articles.get(id)) ?? null, [store, id])
}

/** What is to be read at the product of a visit, best first, and how many of these are about the very fault. */
export function articlesAt(visit: Visit, all: readonly Article[]): { articles: Article[]; ofFault: number } {
  if (!visit.asset) return { articles: [], ofFault: 0 }
  const { model, family } = visit.asset
  const symptom = visit.report.symptomCode ?? visit.request.symptomCode
  const cause = visit.report.causeCode
  const isOfCause = (one: Article) => cause !== null && one.causeCodes.includes(cause)
  const isOfFault = (one: Article) => isOfCause(one) || (symptom !== null && one.symptomCodes.includes(symptom))
  const fitting = articlesFitting(all, { modelCode: model.code, familyId: family.id }, symptom)
  const articles = fitting.toSorted((a, b) => Number(isOfCause(b)) - Number(isOfCause(a)))
  return { articles, ofFault: articles.filter(isOfFault).length }
}

/** How this person judged this version; undefined while reading, null when they did not. */
export function useJudged({ id, version }: Pick<Article, 'id' | 'version'>): { helped: boolean } | null | undefined {
  const store = useStore()
  return useLiveQuery(async () => {
    const said = await store.judged.get(id)
    return said?.version === version ? said : null
  }, [store, id, version])
}

/** Said once of each version: kept, and told as soon as there is a network. */
export async function judgeArticle(
  store: Store,
  { id, version }: Pick<Article, 'id' | 'version'>,
  { helped, note, visitId }: { helped: boolean; note: string; visitId: string | null },
): Promise<void> {
  const path = `/articles/${id}/feedback/${newId()}`
  const body = { version, visitId, helped, note: note.trim() || null, at: timeNow() }
  await store.transaction('rw', store.outbox, store.judged, async () => {
    if ((await store.judged.get(id))?.version === version) return
    await store.judged.put({ articleId: id, version, helped })
    const op = { type: 'article_feedback', method: 'PUT', path, body, needs: null } as const
    await addOp(store, { ...op, entityId: id, baseVersion: null })
  })
}
