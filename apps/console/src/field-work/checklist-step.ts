import type { ChecklistItem } from '@aftercare/rules'
import { type Names, typedNames } from '../assets/name-fields.tsx'
import type { Checklist } from './checklists.tsx'

type Item = Checklist['items'][number]
type Condition = NonNullable<Item['when']>[number]
/** A condition while it is put together: what belongs to another kind of it may still stand there. */
export type TypedCondition = {
  on?: Condition['on']
  step?: string
  values?: string[]
  above?: number | null
  below?: number | null
  models?: string[]
}
/** A step as the form has it: the choices are typed one on a line. */
export type Step = Omit<
  Item,
  'key' | 'label' | 'hint' | 'picture' | 'choices' | 'unit' | 'min' | 'max' | 'meter' | 'when' | 'proof'
> & {
  key?: string
  label?: Names
  hint?: Partial<Names>
  picture?: string | null
  choices?: string
  /** The choices as they were: answers and conditions refer to their values. */
  known?: Item['choices']
  unit?: string | null
  min?: number | null
  max?: number | null
  meter?: Item['meter'] | null
  when?: TypedCondition[]
  proof?: { kind?: NonNullable<Item['proof']>[number]['kind']; count?: number | null }[]
}

const ORDER = ['en', 'zh-CN', 'zh-TW'] as const

export function stepOf({ choices, ...item }: Item): Step {
  const lines = choices?.map(
    ({ label, fails }) => (fails ? '! ' : '') + ORDER.map((language) => label[language] ?? '').join(' | '),
  )
  return {
    ...(item as Omit<Item, 'choices' | 'label'>),
    label: item.label as Names,
    ...(lines && { choices: lines.join('\n'), known: choices }),
  }
}

export const newKey = () => `step_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`
export const newStep = (): Step => ({ key: newKey(), type: 'tick', group: 'work', required: true })

/** Answers refer to a step by its key: a known step keeps it, a new one gets one that no other has. */
export function itemOf(step: Step): Item {
  const { key, label, hint, picture, choices, known, unit, min, max, meter, when, proof, ...rest } = step
  const proofs = (proof ?? []).flatMap(({ kind, count }) => (kind ? [{ kind, count: count ?? 1 }] : []))
  const isMeasured = rest.type === 'number' || proofs.some((one) => one.kind === 'measurement')
  const hints = Object.fromEntries(Object.entries(hint ?? {}).filter(([, text]) => text?.trim()))
  return {
    ...rest,
    key: key ?? newKey(),
    label: typedNames(label ?? { en: '' }),
    ...(Object.keys(hints).length > 0 && { hint: { en: Object.values(hints)[0]!, ...hints } }),
    ...(picture && { picture }),
    ...(isMeasured && {
      ...(unit && { unit }),
      ...(typeof min === 'number' && { min }),
      ...(typeof max === 'number' && { max }),
    }),
    ...(rest.type === 'number' && meter && { meter }),
    ...(rest.type === 'choice' && { choices: choicesOf(choices ?? '', known) }),
    ...(when && when.length > 0 && { when: when.map(conditionOf) }),
    ...(proofs.length > 0 && { proof: proofs }),
  }
}

function conditionOf({ on = 'answer', step = '', values, above, below, models }: TypedCondition): Condition {
  if (on === 'model') return { on, models: models ?? [] }
  if (on === 'failed') return { on, step }
  if (on === 'answer') return { on, step, values: values ?? [] }
  return { on, step, ...(typeof above === 'number' && { above }), ...(typeof below === 'number' && { below }) }
}

/** A choice that stays keeps its value, wherever it is moved to; one that is new gets a value nobody had. */
export function choicesOf(text: string, known: Item['choices'] = []): NonNullable<Item['choices']> {
  const taken = new Set(known.map((one) => one.value))
  const fresh = () => {
    let n = 1
    while (taken.has(`c${n}`)) n++
    taken.add(`c${n}`)
    return `c${n}`
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const fails = /^\s*[!！]/.test(line)
    const [en = '', cn, tw] = line
      .replace(/^\s*[!！]/, '')
      .split('|')
      .map((part) => part.trim())
    const value = known.find((one) => one.label.en === en)?.value ?? fresh()
    return { value, label: typedNames({ en, 'zh-CN': cn ?? '', 'zh-TW': tw ?? '' }), ...(fails && { fails }) }
  })
}

export const isTyped = (steps: unknown) => Array.isArray(steps) && steps.length > 0

/** As the rules read them. */
export const asRules = (items: readonly Item[]) => items as unknown as ChecklistItem[]
