import { expect, test } from 'vitest'
import { bodyOf, type Draft } from './draft.ts'

const draft: Draft = {
  kind: 'repair',
  channel: 'phone',
  language: 'zh-CN',
  words: '不制冷',
  answers: { usable: 'no', danger: false, error_code: '', since: null },
  slots: [{ part: 'any' }, { date: '2026-12-01', part: 'morning' }],
  customer: { name: '王芳', phone: '13800138000' },
  serial: 'X1',
  summary: '  ',
}
const nobody = { customerId: null, assetId: null, followUpOf: null }

test('what was not said is left out; what was answered with no is kept', () => {
  expect(bodyOf(draft, nobody)).toEqual({
    kind: 'repair',
    channel: 'phone',
    language: 'zh-CN',
    words: '不制冷',
    answers: { usable: 'no', danger: false },
    preferredSlots: [{ date: '2026-12-01', part: 'morning' }],
    customer: { name: '王芳', phone: '13800138000' },
    serial: 'X1',
  })
})

test('a found customer and product replace what was typed about them', () => {
  const body = bodyOf({ ...draft, contactId: 'c' }, { customerId: 'a', assetId: 'b', followUpOf: null })
  expect(body).toMatchObject({ customerId: 'a', assetId: 'b', contactId: 'c' })
  expect(body).not.toHaveProperty('customer')
  expect(body).not.toHaveProperty('serial')
})

test('the contact of a customer somebody chose before is not sent for a newcomer', () => {
  expect(bodyOf({ ...draft, contactId: 'c', addressId: 'd' }, nobody)).not.toHaveProperty('contactId')
})
