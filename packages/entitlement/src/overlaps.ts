import type { Problem } from './check.ts'
import type { Pack } from './pack.ts'

/** What is wrong with sound packs side by side: the same id or rule twice, or two packs that say the law of the same place, product and days. */
export function packProblems(packs: readonly Pack[]): Problem[] {
  const seen = new Set<string>()
  const problems: Problem[] = []
  packs.forEach((pack, index) => {
    for (const id of [`pack ${pack.id}`, ...pack.rules.map((rule) => rule.id)]) {
      if (seen.has(id)) problems.push({ path: `packs[${index}]`, code: 'duplicate', values: { id } })
      seen.add(id)
    }
    const other = packs.slice(0, index).find((one) => one.id !== pack.id && overlap(one, pack))
    if (other) problems.push({ path: `packs[${index}]`, code: 'overlap', values: { other: other.id } })
  })
  return problems
}

/**
 * A special pack and a general one stand side by side on purpose, and so do a floor and the law that holds beside every member state's own;
 * promises of makers may add up. Two packs of one kind do not: nobody could say which of them is the law.
 */
function overlap(a: Pack, b: Pack): boolean {
  const sameKind =
    (a.specific ?? false) === (b.specific ?? false) && (a.alsoIn === undefined) === (b.alsoIn === undefined)
  // A class inside a wider one is the special case of it; the same class twice is a clash.
  const sameProduct = a.productClasses.some((one) => b.productClasses.includes(one))
  return a.jurisdiction === b.jurisdiction && sameKind && sameProduct && daysMeet(a, b)
}

function daysMeet(a: Pack, b: Pack): boolean {
  const [one, other] = [spanOf(a), spanOf(b)]
  return one !== undefined && other !== undefined && one.from <= other.to && other.from <= one.to
}

/** From the first to the last day any law of the pack speaks of; none when it is all promises. */
function spanOf(pack: Pack): { from: string; to: string } | undefined {
  const law = pack.rules.filter((rule) => rule.layer === 'statute')
  if (law.length === 0) return undefined
  const [from] = law.map((rule) => rule.from ?? '0000').sort()
  const to = law
    .map((rule) => rule.to ?? '9999')
    .sort()
    .at(-1)
  return { from: from!, to: to! }
}
