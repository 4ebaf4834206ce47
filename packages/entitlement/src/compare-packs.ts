import { canonicalJson } from './canonical.ts'
import type { Pack } from './pack.ts'

export interface RuleChange {
  /** The rule, or the pack itself for its own fields. */
  ruleId: string
  change: 'added' | 'removed' | 'changed'
  /** Which fields differ. */
  fields: string[]
}

/** What changed from one version of a pack to another: fields of the pack first, then rules in the order of the new one. */
export function comparePacks(before: Pack, after: Pack): RuleChange[] {
  const changes: RuleChange[] = []
  const own = differing(withoutRules(before), withoutRules(after))
  if (own.length > 0) changes.push({ ruleId: after.id, change: 'changed', fields: own })
  const old = new Map(before.rules.map((rule) => [rule.id, rule]))
  for (const rule of after.rules) {
    const was = old.get(rule.id)
    if (!was) changes.push({ ruleId: rule.id, change: 'added', fields: [] })
    else {
      const fields = differing({ ...was }, { ...rule })
      if (fields.length > 0) changes.push({ ruleId: rule.id, change: 'changed', fields })
    }
  }
  const kept = new Set(after.rules.map((rule) => rule.id))
  const removed = before.rules.filter((rule) => !kept.has(rule.id))
  return [...changes, ...removed.map(({ id }): RuleChange => ({ ruleId: id, change: 'removed', fields: [] }))]
}

function withoutRules({ rules: _rules, ...rest }: Pack): Record<string, unknown> {
  return rest
}

function differing(a: Record<string, unknown>, b: Record<string, unknown>): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].filter((name) => canonicalJson(a[name]) !== canonicalJson(b[name])).sort()
}
