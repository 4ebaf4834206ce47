import type { Problem } from './check.ts'
import { checkPack } from './check-pack.ts'
import { packProblems } from './overlaps.ts'
import type { Pack, Rule } from './pack.ts'
import { type Setting, within } from './situation.ts'

/** The packs a decision may use. Tenants with packs of their own make their own library; a bad pack never gets in. */
export interface Library {
  packs: readonly Pack[]
}

/** One pack as it applies to a product: with its row of the catalogue and the rules that are about it. */
export interface Applied extends Setting {
  pack: Pack
  rules: Rule[]
}

export class PacksRefused extends Error {
  readonly problems: Problem[]
  constructor(problems: Problem[]) {
    super(problems.map(({ path, code }) => `${path}: ${code}`).join('; '))
    this.problems = problems
  }
}

/** Checks all packs and that no two have the same id or the same rule. Throws `PacksRefused`. */
export function makeLibrary(packs: readonly unknown[]): Library {
  const problems = packs.flatMap((pack, index) =>
    checkPack(pack).map((one) => ({ ...one, path: `packs[${index}]${one.path}` })),
  )
  if (problems.length > 0) throw new PacksRefused(problems)
  const checked = packs as readonly Pack[]
  const together = packProblems(checked)
  if (together.length > 0) throw new PacksRefused(together)
  return { packs: checked }
}

type Found = Applied[] | undefined
/** What was found for a place and a class stands as long as the library does: packs never change in it. */
const found = new WeakMap<Library, Map<string, Found>>()
const keptAtMost = 2000

/** Undefined when the library knows no law of this place: that is not the same as a place whose law gives nothing. */
export function packsFor(library: Library, jurisdiction: string, productClass: string): Found {
  let known = found.get(library)
  if (!known || known.size > keptAtMost) {
    known = new Map()
    found.set(library, known)
  }
  const key = `${jurisdiction} ${productClass}`
  if (!known.has(key)) known.set(key, findPacks(library, jurisdiction, productClass))
  return known.get(key)
}

function findPacks({ packs }: Library, jurisdiction: string, productClass: string): Found {
  const country = jurisdiction.split('-')[0] ?? jurisdiction
  const own = packs.filter((pack) => pack.jurisdiction === jurisdiction || pack.jurisdiction === country)
  const floor = own.length > 0 ? own : packs.filter((pack) => pack.floorFor?.includes(country))
  const local = [...floor, ...packs.filter((pack) => pack.alsoIn?.includes(country) && !floor.includes(pack))]
  if (local.length === 0) return undefined
  return local
    .filter((pack) => pack.productClasses.some((wider) => within(productClass, wider)))
    .map((pack) => {
      const row = pack.catalogue?.find((one) => within(productClass, one.productClass))
      const rules = pack.rules.filter((rule) => concerns(rule, jurisdiction, productClass))
      return { pack, rules, ...(row && { row }) }
    })
}

const concerns = (rule: Rule, jurisdiction: string, productClass: string) =>
  (rule.productClasses?.some((wider) => within(productClass, wider)) ?? true) && !rule.exceptIn?.includes(jurisdiction)
