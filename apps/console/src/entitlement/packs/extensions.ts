import type { Extension } from '@aftercare/entitlement'

/** The kinds of extension and what each needs to be told. */
export const extensionFields = {
  toll: ['overDays', 'minDays'],
  pause: ['leastDays'],
  extend_once: ['months'],
  extend_each: ['months', 'atMost'],
  restart: ['months', 'imposed'],
  stop: [],
  same_fault: ['months'],
  run_out: ['months', 'after'],
} as const satisfies Record<Extension['kind'], readonly string[]>
export const extensionKinds = Object.keys(extensionFields) as Extension['kind'][]
export type ExtensionField = (typeof extensionFields)[Extension['kind']][number]

/** What a kind cannot be without. */
const needed: Partial<Record<Extension['kind'], Record<string, unknown>>> = {
  extend_once: { months: 6 },
  extend_each: { months: 6 },
  same_fault: { months: 6 },
  run_out: { months: 2, after: 'fault' },
}

/** The same extension of another kind: who says so, how sure, and when stay, and what both kinds have. */
export function ofKind(before: Extension, kind: Extension['kind']): Extension {
  const { ruleId, confidence, from, to } = before
  const both = Object.entries(before).filter(([name]) => (extensionFields[kind] as readonly string[]).includes(name))
  return {
    kind,
    ruleId,
    confidence,
    ...(from && { from }),
    ...(to && { to }),
    ...needed[kind],
    ...Object.fromEntries(both),
  } as Extension
}
