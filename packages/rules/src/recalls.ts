/** What became of one product in a campaign. */
export const UNIT_STATES = [
  ...(['in_scope', 'remedied', 'inspected_no_fault', 'refused'] as const),
  ...(['scrapped', 'stolen', 'exported', 'duplicate_not_affected'] as const),
] as const
export type UnitState = (typeof UNIT_STATES)[number]

/** Still to be done: who refused once may think again. */
export const OPEN_UNIT_STATES = ['in_scope', 'refused'] as const
export const isOpenUnit = (state: string): boolean => (OPEN_UNIT_STATES as readonly string[]).includes(state)

/** What an owner can tell of a product. That it was mended or is not meant says who answers for the campaign, or a visit. */
export const TOLD_UNIT_STATES = ['in_scope', 'refused', 'scrapped', 'stolen', 'exported'] as const
export const isToldUnit = (state: string): boolean => (TOLD_UNIT_STATES as readonly string[]).includes(state)

export const RECALL_OUTCOMES = ['remedied', 'inspected_no_fault', 'refused', 'not_done'] as const
export type RecallOutcome = (typeof RECALL_OUTCOMES)[number]
export const NOT_DONE_REASONS = ['parts_missing', 'no_time', 'not_reachable', 'other'] as const
export type NotDoneReason = (typeof NOT_DONE_REASONS)[number]

/** The recalls of a product a visit may not end without a word about: open, and not answered on this visit. */
export function unansweredRecalls<R extends { id: string; state: string }>(
  recalls: readonly R[],
  answers: readonly { campaignId: string }[],
): R[] {
  const answered = new Set(answers.map((one) => one.campaignId))
  return recalls.filter((one) => isOpenUnit(one.state) && !answered.has(one.id))
}
