import { canonicalJson, type Pack, type Rule } from '@aftercare/entitlement'

export type FieldDiff = { path: string; from: unknown; to: unknown }
/** One rule, or the pack itself (`rule` null): new, gone, or these fields differ. */
export type PartDiff = { rule: Rule | null; kind: 'added' | 'removed' | 'changed'; fields: FieldDiff[] }

/** Field by field what a version changes; rules are the same when their id is, wherever they stand. The version itself does not count. */
export function diffPacks(before: Pack, after: Pack): PartDiff[] {
  const { rules: old, version: _before, ...headBefore } = before
  const { rules: now, version: _after, ...headAfter } = after
  const head = diffFields(headBefore, headAfter)
  const rules = now.flatMap((rule): PartDiff[] => {
    const was = old.find(({ id }) => id === rule.id)
    if (!was) return [{ rule, kind: 'added', fields: [] }]
    const fields = diffFields(was, rule)
    return fields.length > 0 ? [{ rule, kind: 'changed', fields }] : []
  })
  const gone = old
    .filter(({ id }) => !now.some((rule) => rule.id === id))
    .map((rule): PartDiff => ({ rule, kind: 'removed', fields: [] }))
  return [...(head.length > 0 ? [{ rule: null, kind: 'changed' as const, fields: head }] : []), ...rules, ...gone]
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Lists are compared as a whole: what moved inside one is read best with its neighbours. */
function diffFields(before: unknown, after: unknown, path = ''): FieldDiff[] {
  if (!isFields(before) || !isFields(after))
    return canonicalJson(before) === canonicalJson(after) ? [] : [{ path, from: before, to: after }]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => diffFields(before[name], after[name], path === '' ? name : `${path}.${name}`))
}
