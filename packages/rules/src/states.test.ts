import { describe, expect, test } from 'vitest'
import { CANCEL_REASONS, isCancelReason } from './reasons.ts'
import type { Machine, StateOf } from './states.ts'
import { canGo, FIRST_STATE, MACHINES, nextStates, statesOf, systemCategory } from './states.ts'

const machines = Object.keys(MACHINES) as Machine[]

describe.each(machines)('%s', (machine) => {
  const states = statesOf(machine) as StateOf<typeof machine>[]
  const next = (state: string) => nextStates(machine, state as never) as readonly string[]

  test('every state can be reached from the first', () => {
    const seen = new Set<string>([FIRST_STATE[machine]])
    for (const state of seen) for (const to of next(state)) seen.add(to)
    expect([...seen].sort()).toEqual([...states].sort())
  })

  test('from every state there is a way to an end', () => {
    const ends = (state: string, seen: Set<string>): boolean => {
      seen.add(state)
      const category = systemCategory(machine, state as never)
      const ended = category === 'closed' || category === 'cancelled' || category === 'done'
      return ended || next(state).some((to) => !seen.has(to) && ends(to, seen))
    }
    for (const state of states) expect(ends(state, new Set())).toBe(true)
  })
})

test('the states of issue 2', () => {
  expect(statesOf('request')).toEqual('new triaged scheduled in_progress waiting resolved closed cancelled'.split(' '))
  expect(statesOf('workOrder')).toEqual('unscheduled scheduled in_progress completed posted cancelled'.split(' '))
  expect(statesOf('returnVisit')).toEqual('due attempted done unreachable skipped'.split(' '))
})

test('what must not happen does not', () => {
  expect(canGo('visit', 'working', 'cancelled')).toBe(false)
  expect(canGo('visit', 'scheduled', 'done')).toBe(false)
  expect(canGo('visit', 'done', 'working')).toBe(false)
  expect(canGo('workOrder', 'posted', 'in_progress')).toBe(false)
  expect(canGo('invoice', 'issued', 'draft')).toBe(false)
  expect(canGo('quotation', 'expired', 'accepted')).toBe(false)
  expect(canGo('request', 'new', 'closed')).toBe(false)
  expect(canGo('request', 'cancelled', 'new')).toBe(false)
})

test('the ways back: reopening, part-done work, another attempt', () => {
  expect(canGo('request', 'closed', 'in_progress')).toBe(true)
  expect(canGo('workOrder', 'in_progress', 'unscheduled')).toBe(true)
  expect(canGo('returnVisit', 'attempted', 'attempted')).toBe(true)
})

test('an unknown state is refused, from or to', () => {
  const refused = expect.objectContaining({ code: 'state_unknown' })
  expect(() => canGo('request', 'constructor' as never, 'new')).toThrow(refused)
  expect(() => canGo('request', 'new', 'gone' as never)).toThrow(refused)
})

test('cancelling has reasons wherever a machine can be cancelled by a person', () => {
  for (const machine of machines) {
    const cancels = (statesOf(machine) as string[]).includes('cancelled')
    expect(machine in CANCEL_REASONS).toBe(cancels)
  }
  expect(isCancelReason('visit', 'solved_by_phone')).toBe(true)
  expect(isCancelReason('request', 'solved_by_phone')).toBe(false)
  expect(isCancelReason('invoice', 'duplicate')).toBe(false)
})
