import { expect, test } from 'vitest'
import { type ChecklistFacts, type ChecklistItem, checklistStanding, openItems } from './checklist.ts'
import { checklistFaults } from './checklist-faults.ts'

const label = { en: 'x' }
const step = (key: string, more: Partial<ChecklistItem> = {}): ChecklistItem => ({
  ...{ key, label, type: 'tick', group: 'work', required: true },
  ...more,
})
const facts = (answers: ChecklistFacts['answers'] = {}, more: Partial<ChecklistFacts> = {}): ChecklistFacts => ({
  ...{ answers, photos: [], model: null },
  ...more,
})
const picture = (checklistKey: string, kind = 'other', mediaType = 'image/jpeg') => ({ checklistKey, kind, mediaType })
const stateOf = (item: ChecklistItem, given: ChecklistFacts) => checklistStanding([item], given)[0]!.state

const items = [
  step('card'),
  step('volt', { type: 'number', min: 198, max: 242 }),
  step('plate', { type: 'photo' }),
  step('gift', { required: false }),
]

test('only required steps without an answer, a photo or a reason are open', () => {
  expect(openItems(items, facts())).toEqual(['card', 'volt', 'plate'])
  const answers = { card: { value: true }, volt: { value: 0 } }
  const photos = [picture('plate')]
  expect(openItems(items, facts(answers, { photos }))).toEqual([])
  expect(openItems(items, facts({ ...answers, card: { value: false } }, { photos }))).toEqual(['card'])
  expect(openItems(items, facts({ ...answers, card: { value: null, skipped: 'not wanted' } }, { photos }))).toEqual([])
})

test('a measurement outside its limits is done, and says so', () => {
  expect(stateOf(items[1]!, facts({ volt: { value: 230 } }))).toBe('done')
  expect(stateOf(items[1]!, facts({ volt: { value: 250 } }))).toBe('out_of_limits')
  expect(stateOf(items[1]!, facts({ volt: { value: 198 } }))).toBe('done')
})

test('a check that is not in order and a choice that fails are answered, and failed', () => {
  const belt = step('belt', { type: 'check' })
  expect(stateOf(belt, facts())).toBe('open')
  expect(stateOf(belt, facts({ belt: { value: false } }))).toBe('failed')
  expect(openItems([belt], facts({ belt: { value: false } }))).toEqual([])
  const choices = [
    { value: 'good', label },
    { value: 'worn', label, fails: true },
  ]
  const wear = step('wear', { type: 'choice', choices })
  expect(stateOf(wear, facts({ wear: { value: 'worn' } }))).toBe('failed')
  expect(stateOf(wear, facts({ wear: { value: 'good' } }))).toBe('done')
})

test('a step asks for its proof as often as it says; what was not done and need not be needs none', () => {
  const proof = [
    { kind: 'photo', count: 2 },
    { kind: 'film', count: 1 },
    { kind: 'measurement', count: 2 },
    { kind: 'signature', count: 1 },
    { kind: 'note', count: 1 },
  ] as const
  const seal = step('seal', { required: false, proof: [...proof] })
  expect(openItems([seal], facts())).toEqual([])
  const [bare] = checklistStanding([seal], facts({ seal: { value: true } }, { photos: [picture('seal')] }))
  expect(bare).toMatchObject({ state: 'done', isOpen: true })
  expect(bare!.missing[0]).toEqual({ kind: 'photo', have: 1, count: 2 })
  expect(bare!.missing).toHaveLength(5)
  const photos = [
    ...[picture('seal'), picture('seal'), picture('other'), picture('seal', 'signature', 'image/png')],
    picture('seal', 'other', 'video/webm'),
  ]
  const whole = facts({ seal: { value: true, readings: [3, 4], note: 'tight' } }, { photos })
  expect(checklistStanding([seal], whole)[0]).toMatchObject({ missing: [], isOpen: false })
  expect(openItems([seal], facts({ seal: { value: null, skipped: 'no seal here' } }))).toEqual([])
})

test('readings taken as a proof are held against the limits as well', () => {
  const phases = step('phases', { max: 10, proof: [{ kind: 'measurement', count: 3 }] })
  expect(stateOf(phases, facts({ phases: { value: true, readings: [9, 9, 12] } }))).toBe('out_of_limits')
})

test('a step is shown when earlier answer, measurement, failure and model say so, and only then', () => {
  const list = [
    step('gas', { type: 'choice', choices: ['r32', 'r290'].map((value) => ({ value, label })) }),
    step('leak', { type: 'check', when: [{ on: 'answer', step: 'gas', values: ['r290'] }] }),
    step('where', { type: 'text', when: [{ on: 'failed', step: 'leak' }] }),
    step('alarm', { when: [{ on: 'answer', step: 'leak', values: ['no'] }] }),
    step('bar', { type: 'number', required: false, max: 30 }),
    step('valve', { when: [{ on: 'measurement', step: 'bar', above: 25 }] }),
    step('horn', { when: [{ on: 'model', models: ['CAR-1'] }] }),
  ]
  const shown = (answers: ChecklistFacts['answers'], model: string | null = null) =>
    checklistStanding(list, facts(answers, { model })).flatMap((one) => (one.state === 'hidden' ? [] : one.item.key))
  expect(shown({})).toEqual(['gas', 'bar'])
  expect(shown({ gas: { value: 'r290' }, leak: { value: false } }, 'CAR-1')).toEqual([
    ...['gas', 'leak', 'where', 'alarm', 'bar', 'horn'],
  ])
  expect(shown({ gas: { value: 'r290' }, leak: { value: true }, bar: { value: 26 } })).toEqual([
    ...['gas', 'leak', 'bar', 'valve'],
  ])
  // The answer that opened the chain was put right: what hangs on it goes, though it was answered.
  const gone = { gas: { value: 'r32' }, leak: { value: false }, bar: { value: 25 } }
  expect(shown(gone, 'CAR-2')).toEqual(['gas', 'bar'])
  expect(openItems(list, facts(gone))).toEqual([])
})

test('a list that cannot be worked by is told at the step and the field', () => {
  const list = [
    step('later', { when: [{ on: 'answer', step: 'volt', values: ['yes'] }] }),
    step('volt', { type: 'number', min: 3, max: 2, proof: [{ kind: 'measurement', count: 1 }] }),
    step('volt', { type: 'choice', choices: [{ value: 'a', label }] }),
    step('ok', {
      when: [
        { on: 'measurement', step: 'later', above: 2 },
        { on: 'failed', step: 'later' },
        { on: 'model', models: [] },
        { on: 'answer', step: 'later', values: ['maybe'] },
      ],
    }),
  ]
  expect(checklistFaults(list).map(({ index, path, code }) => `${index} ${path} ${code}`)).toEqual([
    '0 when.0.step field_work.step_not_before',
    '1 max field_work.limits_crossed',
    '1 proof.0.kind validation.invalid',
    '2 key validation.duplicate',
    '2 choices validation.required',
    '3 when.0.step field_work.step_not_measured',
    '3 when.1.step field_work.step_never_fails',
    '3 when.2.models validation.required',
    '3 when.3.values validation.invalid',
  ])
  expect(checklistFaults(items)).toEqual([])
})
