export const CHECKLIST_TYPES = ['tick', 'check', 'number', 'text', 'choice', 'photo'] as const
export type ChecklistType = (typeof CHECKLIST_TYPES)[number]
/** How a step may have to be proven beside its answer. */
export const CHECKLIST_PROOFS = ['photo', 'film', 'measurement', 'signature', 'note'] as const
export type ChecklistProofKind = (typeof CHECKLIST_PROOFS)[number]
export interface ChecklistProof {
  kind: ChecklistProofKind
  count: number
}

/** When a step is asked for at all: by an earlier step, or by what the product is. */
export type ChecklistCondition =
  /** A tick and a check say `yes` or `no`, a choice its value. */
  | { on: 'answer'; step: string; values: string[] }
  | { on: 'measurement'; step: string; above?: number | undefined; below?: number | undefined }
  | { on: 'failed'; step: string }
  | { on: 'model'; models: string[] }

/** One step of a checklist, as it is stored: data, versioned, never changed after a visit began with it. */
export interface ChecklistItem {
  key: string
  label: Record<string, string>
  hint?: Record<string, string> | undefined
  /** How it should look, or where to look: the id of a picture. */
  picture?: string | undefined
  type: ChecklistType
  group: 'etiquette' | 'safety' | 'work' | 'measurement'
  required: boolean
  unit?: string | undefined
  min?: number | undefined
  max?: number | undefined
  choices?: { value: string; label: Record<string, string>; fails?: boolean | undefined }[] | undefined
  /** The value is a meter reading of the product. */
  meter?: 'km' | 'hour' | 'cycle' | undefined
  /** Not in order or left out when the visit is done: further work is opened. */
  followUp?: boolean | undefined
  /** All of them must hold; none: the step is always asked for. */
  when?: ChecklistCondition[] | undefined
  proof?: ChecklistProof[] | undefined
}

export interface ChecklistAnswer {
  value: boolean | number | string | null
  /** Why a required step was left out: kept as a fact for the desk. */
  skipped?: string | undefined
  at?: string | undefined
  /** What proves it: measured beside the answer, and said in words. */
  readings?: number[] | undefined
  note?: string | undefined
}

/** What a checklist is held against, alike on the phone, at the desk and on the server. */
export interface ChecklistFacts {
  answers: Readonly<Record<string, ChecklistAnswer>>
  photos: readonly { checklistKey: string | null; kind: string; mediaType: string | null }[]
  /** The code of the product's model. */
  model: string | null
}

export type ItemState = 'hidden' | 'open' | 'done' | 'out_of_limits' | 'failed' | 'skipped'

export interface StepStanding {
  item: ChecklistItem
  state: ItemState
  /** What still has to prove it. */
  missing: { kind: ChecklistProofKind; have: number; count: number }[]
  /** Whether it stands in the way of completion. */
  isOpen: boolean
}

/**
 * How every step stands. A step whose condition does not hold is hidden: what was answered to it before stays written down
 * and counts for nothing, also not for the conditions of later steps.
 */
export function checklistStanding(items: readonly ChecklistItem[], facts: ChecklistFacts): StepStanding[] {
  const before = new Map<string, StepStanding>()
  return items.map((item) => {
    const standing = standingOf(item, facts, before)
    before.set(item.key, standing)
    return standing
  })
}

/** The steps that are asked for, as they stand. */
export const askedSteps = (items: readonly ChecklistItem[], facts: ChecklistFacts): StepStanding[] =>
  checklistStanding(items, facts).filter((one) => one.state !== 'hidden')

/** The steps that still stand in the way of completion, by key. */
export const openItems = (items: readonly ChecklistItem[], facts: ChecklistFacts): string[] =>
  checklistStanding(items, facts)
    .filter((one) => one.isOpen)
    .map((one) => one.item.key)

function standingOf(item: ChecklistItem, facts: ChecklistFacts, before: Map<string, StepStanding>): StepStanding {
  const isAsked = (item.when ?? []).every((one) => holds(one, facts, before))
  if (!isAsked) return { item, state: 'hidden', missing: [], isOpen: false }
  const state = stateOf(item, facts)
  if (state === 'skipped') return { item, state, missing: [], isOpen: false }
  const missing = proofsOf(item).flatMap(({ kind, count }) => {
    const have = proofsGiven(kind, item.key, facts)
    return have < count ? [{ kind, have, count }] : []
  })
  // What nobody had to do and nobody did needs no proof.
  const isOpen = state === 'open' ? item.required : missing.length > 0
  return { item, state, missing, isOpen }
}

/** A photo step is done when photos name it: one, or as many as it asks for. */
const proofsOf = ({ type, proof = [] }: ChecklistItem): readonly ChecklistProof[] =>
  type === 'photo' && !proof.some(({ kind }) => kind === 'photo') ? [{ kind: 'photo', count: 1 }, ...proof] : proof

function stateOf(item: ChecklistItem, facts: ChecklistFacts): ItemState {
  const answer = facts.answers[item.key]
  const value = item.type === 'photo' ? proofsGiven('photo', item.key, facts) > 0 : answer?.value
  if (item.type === 'check' && value === false) return 'failed'
  if (value === undefined || value === null || value === '' || value === false)
    return answer?.skipped ? 'skipped' : 'open'
  if (item.choices?.some((one) => one.fails && one.value === value)) return 'failed'
  return measured(item, answer).every((one) => isWithin(item, one)) ? 'done' : 'out_of_limits'
}

function proofsGiven(kind: ChecklistProofKind, key: string, { answers, photos }: ChecklistFacts): number {
  if (kind === 'measurement') return answers[key]?.readings?.length ?? 0
  if (kind === 'note') return answers[key]?.note?.trim() ? 1 : 0
  return photos.filter((one) => one.checklistKey === key && pictureKind(one) === kind).length
}

const pictureKind = (one: ChecklistFacts['photos'][number]) =>
  one.mediaType?.startsWith('video/') ? 'film' : one.kind === 'signature' ? 'signature' : 'photo'

/** What was measured at a step: as its answer, or as its proof. */
export function measured(item: ChecklistItem, answer: ChecklistAnswer | undefined): number[] {
  const value = item.type === 'number' && typeof answer?.value === 'number' ? [answer.value] : []
  return [...value, ...(answer?.readings ?? [])]
}

const isWithin = ({ min, max }: ChecklistItem, value: number) =>
  (min === undefined || value >= min) && (max === undefined || value <= max)

function holds(condition: ChecklistCondition, facts: ChecklistFacts, before: Map<string, StepStanding>): boolean {
  if (condition.on === 'model') return facts.model !== null && condition.models.includes(facts.model)
  const asked = before.get(condition.step)
  if (!asked || asked.state === 'hidden') return false
  if (condition.on === 'failed') return asked.state === 'failed' || asked.state === 'out_of_limits'
  const answer = facts.answers[condition.step]
  if (condition.on === 'answer') return condition.values.includes(inWords(answer?.value ?? null))
  const { above = -Infinity, below = Infinity } = condition
  return measured(asked.item, answer).some((value) => value > above && value < below)
}

const inWords = (value: ChecklistAnswer['value']) => (value === true ? 'yes' : value === false ? 'no' : String(value))
