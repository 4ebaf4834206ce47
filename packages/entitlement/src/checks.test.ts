import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Case } from './case.ts'
import { aCase, consumer } from './cases.fixture.ts'
import { checkPack } from './check-pack.ts'
import { CaseRefused, decideWith } from './decide.ts'
import { makeLibrary, PacksRefused } from './library.ts'
import type { Pack } from './pack.ts'
import { decide, standardPacks } from './standard.ts'

const [good] = standardPacks as [Pack]
const spoilt = (change: (pack: Record<string, never> & Pack) => void): unknown => {
  const copy = structuredClone(good) as Record<string, never> & Pack
  change(copy)
  return copy
}
const said = (pack: unknown) => checkPack(pack).map(({ path, code }) => `${path} ${code}`)

test('every pack that ships is sound and in the standard library', () => {
  const files = readdirSync(new URL('../packs', import.meta.url)).filter((name) => name !== 'pack.schema.json')
  expect(files.length).toBe(standardPacks.length)
  for (const file of files) {
    const pack: unknown = JSON.parse(readFileSync(new URL(`../packs/${file}`, import.meta.url), 'utf8'))
    expect(checkPack(pack), file).toEqual([])
  }
})

test('a pack that is not understood is refused with path and reason', () => {
  expect(
    said(spoilt((pack) => Object.assign(pack.rules[0]!, { when: { fact: 'moon.phase', op: 'eq', value: 1 } }))),
  ).toEqual(['.rules[0].when.fact unknownFact'])
  expect(said(spoilt((pack) => Object.assign(pack.rules[1]!, { term: { months: { ref: 'whole' } } })))).toEqual([
    '.rules[1].term.months notMonths',
  ])
  expect(
    said(
      spoilt((pack) =>
        Object.assign(pack.rules[2]!, { extensions: [{ kind: 'sleep', ruleId: 'x', confidence: 'high' }] }),
      ),
    ),
  ).toEqual(['.rules[2].extensions[0].kind notAllowed'])
  expect(said(spoilt((pack) => Object.assign(pack.rules[3]!, { id: pack.rules[0]!.id })))).toEqual([
    '.rules[3].id duplicate',
  ])
  expect(said(spoilt((pack) => Object.assign(pack, { colour: 'red' })))).toEqual(['.colour unknownField'])
  expect(said(null)).toEqual([' notObject'])
  expect(() => makeLibrary([good, good])).toThrow(PacksRefused)
})

test('a library without a pack for the place still answers', () => {
  expect(decideWith(makeLibrary([]), aCase()).outcome).toBe('undetermined')
})

test.each<[string, Partial<Case>]>([
  ['.at: notDay', { at: '2025-02-30' }],
  ['.jurisdiction: notPlace', { jurisdiction: 'China' }],
  ['.asset.installationDate: beforeDelivery', { asset: { ...consumer, installationDate: '2025-02-28' } }],
  [
    '.asset.meters[1].value: runsBackwards',
    {
      asset: {
        ...consumer,
        meters: [
          { kind: 'km', value: 5, at: '2025-03-02' },
          { kind: 'km', value: 4, at: '2025-03-03' },
        ],
      },
    },
  ],
  ['.fault.at: afterDecision', { fault: { at: '2025-06-02' } }],
  ['.history.repairs[0].out: beforeStart', { history: { repairs: [{ in: '2025-04-02', out: '2025-04-01' }] } }],
  ['.history.repairs[0].in: notDay', { history: { repairs: [{ in: '2025-04-02T10:00' }] } }],
  [
    '.contracts[0].sharePct: notShare',
    { contracts: [{ id: 'c', kind: 'full', start: '2025-01-01', end: '2025-02-01', covers: [], sharePct: 101 }] },
  ],
])('impossible facts are refused: %s', (message, over) => {
  expect(() => decide(aCase(over))).toThrow(CaseRefused)
  expect(() => decide(aCase(over))).toThrow(message)
})
