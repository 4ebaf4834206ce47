import { expect, test } from 'vitest'
import { askingFor, decide, toldBy } from './index.ts'

test('an answer to what is missing, given where it is asked for, decides', () => {
  const facts = {
    at: '2026-03-01',
    jurisdiction: 'CN',
    productClass: 'household-car',
    asset: { serialKnown: true, saleDate: '2025-12-01', deliveryDate: '2025-12-01', buyerKind: 'consumer' as const },
    warranty: [{ id: 't', covers: 'part' as const, months: 36, startsFrom: 'sale' as const, components: ['engine'] }],
    lines: [{ id: 'p', kind: 'part' as const }],
  }
  const open = decide(facts).considered.find((one) => one.ruleId === 'warranty:t')!
  expect(open).toMatchObject({ result: 'undetermined', missing: ['fault.component'] })
  const told = toldBy(askingFor('fault.component')!, 'engine.pump')
  expect(decide({ ...facts, ...told }).considered.find((one) => one.ruleId === 'warranty:t')!.result).toBe('met')
})

test('what is in records or law is not asked on the spot; a judgement is, with yes or no', () => {
  for (const fact of ['law.pack', 'history.repairs', 'asset.registrationDate', 'dates.request', 'season'])
    expect(askingFor(fact)).toBeUndefined()
  expect(askingFor('defect.substantial')).toEqual({ of: 'facts', field: 'defect.substantial', kind: 'yesNo' })
  expect(toldBy(askingFor('defect.substantial')!, true)).toEqual({ facts: { 'defect.substantial': true } })
  expect(toldBy(askingFor('asset.meters.km')!, 5)).toEqual({})
})
