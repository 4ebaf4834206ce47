import { canonicalJson, comparePacks, type Pack, type Rule } from '@aftercare/entitlement'

export type FieldDiff = { path: string; from: unknown; to: unknown }
/** One rule, or the pack itself (`rule` null): new, gone, or these fields differ. */
export type PartDiff = { rule: Rule | null; kind: 'added' | 'removed' | 'changed'; fields: FieldDiff[] }

/** Field by field what a version changes; that it is another version does not count. */
export function diffPacks(before: Pack, after: Pack): PartDiff[] {
  return comparePacks({ ...before, version: after.version }, after).map(({ ruleId, change, fields }) => {
    const [was, is] = [before, after].map(({ rules }) => rules.find(({ id }) => id === ruleId))
    const [from, to] = was || is ? [was, is] : [before, after]
    const differing =
      change === 'changed' ? fields.flatMap((name) => diffFields(of(from, name), of(to, name), name)) : []
    return { rule: is ?? was ?? null, kind: change, fields: differing }
  })
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const of = (value: object | undefined, name: string): unknown => (value as Record<string, unknown> | undefined)?.[name]

/** Lists are compared as a whole: what moved inside one is read best with its neighbours. */
function diffFields(before: unknown, after: unknown, path: string): FieldDiff[] {
  if (!isFields(before) || !isFields(after))
    return canonicalJson(before) === canonicalJson(after) ? [] : [{ path, from: before, to: after }]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => diffFields(before[name], after[name], `${path}.${name}`))
}
