export type Priority = 'P1' | 'P2' | 'P3' | 'P4' | 'P5'
/** 1 high (many customers, standstill, safety) · 2 one customer's main function · 3 minor or a question. */
export type Impact = 1 | 2 | 3
/** 1 at once · 2 medium · 3 low. */
export type Urgency = 1 | 2 | 3

/** Impact × urgency → priority. Source: rules/sla-priority.json (ServiceNow and GLPI documentation). */
export const PRIORITY_MATRIX: Readonly<Record<Impact, Readonly<Record<Urgency, Priority>>>> = {
  1: { 1: 'P1', 2: 'P2', 3: 'P3' },
  2: { 1: 'P2', 2: 'P3', 3: 'P4' },
  3: { 1: 'P3', 2: 'P4', 3: 'P5' },
}

const PRIORITIES: readonly Priority[] = ['P1', 'P2', 'P3', 'P4', 'P5']
const LEGAL_DEADLINE_WORKING_DAYS = 2
const REPEAT_FAULT_DAYS = 30

/** What decides a priority; what is absent is not the case. */
export interface PriorityFacts {
  impact: Impact
  urgency: Urgency
  /** Injury, fire, steering, brakes. */
  safety?: boolean
  /** Working days until a legal deadline; negative when it has passed. */
  legalDeadlineInWorkingDays?: number | null
  /** The customer can go on working by another way. */
  workaround?: boolean
  /** Days since the same fault on the same unit was last repaired. */
  daysSinceSameFault?: number | null
  contractLevel?: string | null
}

/** One step of the reasoning; `code` is the key of its sentence, `to` the priority after it. */
export type PriorityReason =
  | { code: 'matrix'; impact: Impact; urgency: Urgency; to: Priority }
  | { code: 'workaround_caps_impact'; impact: Impact; cappedTo: Impact; to: Priority }
  | { code: 'legal_deadline'; workingDays: number; from: Priority; to: Priority }
  | { code: 'repeat_fault'; days: number; from: Priority; to: Priority }
  | { code: 'contract_level'; level: string; from: Priority; to: Priority }
  | { code: 'safety'; from: Priority; to: 'P1' }

/** `safetyCase` tells the caller to open one: a safety report is never only a fast repair. */
export interface PriorityDecision {
  priority: Priority
  reasons: PriorityReason[]
  safetyCase: boolean
}

/**
 * The priority of a request and why. A workaround takes impact 1 down to 2; a legal deadline within 2 working days and
 * the same fault within 30 days raise by one each; a gold contract raises by one, not above P2 (money alone makes no P1);
 * safety is P1 whatever the rest says. A rule that changes nothing gives no reason.
 */
export function decidePriority(facts: PriorityFacts): PriorityDecision {
  const { impact, urgency, workaround, legalDeadlineInWorkingDays: legal, daysSinceSameFault: repeat } = facts
  let priority = PRIORITY_MATRIX[impact][urgency]
  const reasons: PriorityReason[] = [{ code: 'matrix', impact, urgency, to: priority }]
  const go = <R extends PriorityReason>(to: Priority, reason: (from: Priority) => R) => {
    if (to === priority) return
    reasons.push(reason(priority))
    priority = to
  }
  if (workaround && impact === 1) {
    const to = PRIORITY_MATRIX[2][urgency]
    go(to, () => ({ code: 'workaround_caps_impact', impact, cappedTo: 2, to }))
  }
  if (typeof legal === 'number' && legal <= LEGAL_DEADLINE_WORKING_DAYS) {
    const to = raised(priority)
    go(to, (from) => ({ code: 'legal_deadline', workingDays: legal, from, to }))
  }
  if (typeof repeat === 'number' && repeat <= REPEAT_FAULT_DAYS) {
    const to = raised(priority)
    go(to, (from) => ({ code: 'repeat_fault', days: repeat, from, to }))
  }
  const level = facts.contractLevel
  if (level === 'gold' && priority !== 'P1') {
    const to = raised(priority, 'P2')
    go(to, (from) => ({ code: 'contract_level', level, from, to }))
  }
  if (facts.safety) go('P1', (from) => ({ code: 'safety', from, to: 'P1' }))
  return { priority, reasons, safetyCase: facts.safety === true }
}

function raised(priority: Priority, highest: Priority = 'P1'): Priority {
  return PRIORITIES[Math.max(PRIORITIES.indexOf(highest), PRIORITIES.indexOf(priority) - 1)]!
}
