import { type Names, typedNames } from '../assets/name-fields.tsx'
import type { Checklist } from './checklists.tsx'

type Item = Checklist['items'][number]
/** A step as the form has it: the choices are typed one on a line. */
export type Step = Omit<Item, 'key' | 'label' | 'choices' | 'unit' | 'min' | 'max' | 'meter'> & {
  key?: string
  label?: Names
  choices?: string
  unit?: string | null
  min?: number | null
  max?: number | null
  meter?: Item['meter'] | null
}

const ORDER = ['en', 'zh-CN', 'zh-TW'] as const

export function stepOf({ choices, ...item }: Item): Step {
  const lines = choices?.map(({ label }) => ORDER.map((language) => label[language] ?? '').join(' | '))
  return { ...item, label: item.label as Names, ...(lines && { choices: lines.join('\n') }) }
}

/** Answers refer to a step by its key: a known step keeps it, a new one gets one that no other has. */
export function itemOf({ key, label, choices, unit, min, max, meter, ...rest }: Step): Item {
  return {
    ...rest,
    key: key ?? `step_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`,
    label: typedNames(label!),
    ...(rest.type === 'number' && {
      ...(unit && { unit }),
      ...(typeof min === 'number' && { min }),
      ...(typeof max === 'number' && { max }),
      ...(meter && { meter }),
    }),
    ...(rest.type === 'choice' && { choices: choicesOf(choices ?? '') }),
  }
}

export function choicesOf(text: string): NonNullable<Item['choices']> {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line, index) => {
    const [en = '', cn, tw] = line.split('|').map((part) => part.trim())
    return { value: `c${index + 1}`, label: typedNames({ en, 'zh-CN': cn ?? '', 'zh-TW': tw ?? '' }) }
  })
}

export const isTyped = (steps: unknown) => Array.isArray(steps) && steps.length > 0
