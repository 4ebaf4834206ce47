import type { Fault, Line } from './case.ts'
import { type Finding, met, notMet, step, unknown } from './finding.ts'
import type { Rule } from './pack.ts'
import { type Setting, type Situation, within } from './situation.ts'

/** Most rights are about the whole product. */
export const reachesAll = ({ mainPartsOnly, components, excludedComponents }: Rule): boolean =>
  !mainPartsOnly && !components?.length && !excludedComponents?.length

/** Whether a right that is limited to some components reaches this one. */
export function reaches(rule: Rule, component: string | undefined, setting: Setting, fault?: Fault): Finding {
  if (reachesAll(rule)) return met()
  const only = rule.mainPartsOnly ? (setting.row?.mainParts ?? []) : (rule.components ?? [])
  const never = rule.excludedComponents ?? []
  if (component === undefined) return unknown(['fault.component'], step('component.unknown', {}))
  if (never.some((code) => within(component, code))) return notMet(step('component.excluded', { component }))
  if (only.length === 0)
    return rule.mainPartsOnly ? asAssessed(component, fault) : met(step('component.in', { component }))
  return only.some((code) => within(component, code))
    ? met(step('component.in', { component }))
    : notMet(step('component.out', { component }))
}

/** No list says which parts of this product are its main parts: whoever looked at it does, and only about the part that failed. */
function asAssessed(component: string, fault: Fault | undefined): Finding {
  const main = fault?.component === component ? fault.mainPart : undefined
  if (main === undefined) return unknown(['fault.mainPart'], step('component.unlisted', { component }))
  return main ? met(step('component.in', { component })) : notMet(step('component.out', { component }))
}

/** The component of a line; labour and travel serve the component that failed. */
export const componentOf = (line: Line | undefined, { facts }: Situation) => line?.component ?? facts.fault?.component
