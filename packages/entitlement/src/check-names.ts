import { isFields, type Problem } from './check.ts'
import { formOf, type NamesOf } from './check-case-form.ts'
import { factNames } from './known-facts.ts'
import { unknownName } from './near-name.ts'

/**
 * Names nobody knows in a case that somebody wrote by hand, each with the name that is near. A mistyped fact would be left out without
 * a word and the case decided as if it were not known. Not asked of cases that were stored: another version may have written more.
 */
export function checkNames(facts: unknown): Problem[] {
  if (!isFields(facts)) return []
  return [...unknownFields(facts, '', formOf), ...unknownFacts(facts.facts)]
}

/** Assessed facts (`Case.facts`) no rule can speak of. */
export function unknownFacts(given: unknown, path = '.facts'): Problem[] {
  if (!isFields(given)) return []
  return Object.keys(given)
    .filter((name) => !factNames.has(name))
    .map((fact) => unknownName('unknownFact', `${path}.${fact}`, fact, factNames))
}

function unknownFields(value: unknown, path: string, { names, below }: NamesOf): Problem[] {
  if (Array.isArray(value))
    return value.flatMap((one, index) => unknownFields(one, `${path}[${index}]`, { names, below }))
  if (!isFields(value)) return []
  return Object.entries(value).flatMap(([name, one]) => {
    if (!names.has(name)) return [unknownName('unknownField', `${path}.${name}`, name, names)]
    const inner = below[name]
    return inner ? unknownFields(one, `${path}.${name}`, inner) : []
  })
}
