/** What an article of the knowledge base says it is about. */
export interface ArticleScope {
  kind: string
  /** Every model of these families, or these models alone; both empty: every product. */
  familyIds: readonly string[]
  modelCodes: readonly string[]
  symptomCodes: readonly string[]
  publishedAt: string
}
type Of = Pick<ArticleScope, 'familyIds' | 'modelCodes'>
interface At {
  modelCode: string
  familyId: string
}

export function articleFits(article: Of, machine: At): boolean {
  if (article.modelCodes.length > 0) return article.modelCodes.includes(machine.modelCode)
  return article.familyIds.length === 0 || article.familyIds.includes(machine.familyId)
}

/** What to read at this machine, best first: of this symptom, then what the maker announces, then the newest. */
export function articlesFitting<A extends ArticleScope>(
  articles: readonly A[],
  machine: At,
  symptomCode: string | null,
): A[] {
  const rank = (one: A) =>
    (symptomCode !== null && one.symptomCodes.includes(symptomCode) ? 0 : 2) + (one.kind === 'bulletin' ? 0 : 1)
  return articles
    .filter((one) => articleFits(one, machine))
    .toSorted((a, b) => rank(a) - rank(b) || b.publishedAt.localeCompare(a.publishedAt))
}
