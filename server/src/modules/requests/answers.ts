import { type FieldError, invalid } from '../../kit/problem.ts'
import { type Effect, KIND_RULES, type Kind, type Question } from './kinds.ts'

export type Answers = Record<string, string | number | boolean>

/** Refuses answers that do not fit the questions of the kind, naming each; a draft may still lack some. */
export function checkAnswers(kind: Kind, answers: Answers, extent: 'whole' | 'partial' = 'whole'): void {
  const questions = KIND_RULES[kind].questions
  const errors: FieldError[] = []
  for (const [key, value] of Object.entries(answers)) {
    const question = questions.find((one) => one.key === key)
    if (!question) errors.push({ path: `answers.${key}`, code: 'validation.unknown_question' })
    else if (!fits(question, value)) errors.push({ path: `answers.${key}`, code: 'validation.invalid_value' })
  }
  for (const question of questions) {
    if (extent === 'whole' && question.required && answers[question.key] === undefined) {
      errors.push({ path: `answers.${question.key}`, code: 'validation.required' })
    }
  }
  if (errors.length > 0) throw invalid(...errors)
}

/** What the answers say together; of two that speak of the same thing the graver counts. */
export function effectOf(kind: Kind, answers: Answers): Effect {
  const sum: Effect = {}
  for (const question of KIND_RULES[kind].questions) {
    const effect = question.effects?.[asOption(answers[question.key])]
    if (effect?.impact) sum.impact = graver(sum.impact, effect.impact)
    if (effect?.urgency) sum.urgency = graver(sum.urgency, effect.urgency)
    if (effect?.safety) sum.safety = true
    if (effect?.workaround) sum.workaround = true
  }
  return sum
}

function graver<N extends number>(left: N | undefined, right: N): N {
  return left === undefined || right < left ? right : left
}

function asOption(value: Answers[string] | undefined): string {
  return value === true ? 'yes' : value === false ? 'no' : String(value ?? '')
}

function fits(question: Question, value: unknown): boolean {
  switch (question.type) {
    case 'choice':
      return question.options?.includes(value as string) ?? false
    case 'yes_no':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
    case 'text':
      return typeof value === 'string' && value.length <= 2000
  }
}
