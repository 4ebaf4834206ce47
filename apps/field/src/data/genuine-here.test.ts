import { expect, test } from 'vitest'
import { foundHere } from './genuine-here.ts'
import type { Visit } from './store.ts'

const component = { partNumber: 'CAP-35', serial: 'S-10', removedAt: null, visitId: null }
const visit = (id: string, components: object[] = [], lines: object[] = []) =>
  ({ id, asset: { serial: `AC-${id}`, components }, lines }) as unknown as Visit
const van = {
  stock: [
    {
      ...{ code: 'CAP-35', name: {}, tracking: 'serial' as const, free: 2, serials: ['S1'], batches: [] },
      blocked: [{ batch: 'B-7', serials: ['S77'] }],
    },
  ],
}
const line = { id: 'l1', kind: 'part' as const, code: 'cap-35', quantity: '1' }
const check = (more: object, visits = [visit('here')]) => foundHere({ ...line, ...more }, { visits, van })

test('a batch the company has blocked, and a part of it, are refused without a network', () => {
  expect(check({ partBatch: 'b-7' })).toMatchObject({ verdict: 'batch_blocked', details: { batch: 'B-7' } })
  expect(check({ partSerial: 'S77' })).toMatchObject({ verdict: 'batch_blocked', details: { number: 'S77' } })
  expect(check({ partBatch: 'B-8' })).toBeNull()
})

test('a number that sits in a product of the day, was taken out of one, or is on another line is refused, however it is written', () => {
  const elsewhere = { verdict: 'fitted_elsewhere', details: { asset: 'AC-there', number: 's 1O' } }
  expect(check({ partSerial: 's 1O' }, [visit('here'), visit('there', [component])])).toMatchObject(elsewhere)
  const out = { ...component, removedAt: '2026-01-01T00:00:00Z' }
  expect(check({ partSerial: 'S10' }, [visit('here', [out])])).toMatchObject({ verdict: 'used_before' })
  const used = { id: 'l9', code: 'CAP-35', partSerial: 'S10', removedSerial: 'S11' }
  expect(check({ partSerial: 'S10' }, [visit('here'), visit('there', [], [used])])).toMatchObject({
    ...{ verdict: 'fitted_elsewhere', details: { asset: 'AC-there' } },
  })
  expect(check({ partSerial: 'S11' }, [visit('here', [], [used])])).toMatchObject({ verdict: 'used_before' })
})

test('the line itself, another part with the number, and what the phone never heard of are not refused', () => {
  const own = { ...component, visitId: 'here' }
  const self = { id: 'l1', code: 'CAP-35', partSerial: 'S10', removedSerial: null }
  expect(check({ partSerial: 'S10' }, [visit('here', [own], [self])])).toBeNull()
  expect(check({ code: 'FAN-1', partSerial: 'S10' }, [visit('here', [component])])).toBeNull()
  expect(check({ partSerial: 'NEW-1' }, [visit('here', [component])])).toBeNull()
})
