import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPack } from './check-pack.ts'
import { makeLibrary, type PacksRefused } from './library.ts'
import type { Pack } from './pack.ts'
import { packSchema } from './pack-schema.ts'
import { standardPacks } from './standard.ts'

const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats.default(ajv)
const fits = ajv.compile(packSchema)

test('the schema that ships is the one of the checker; after a change run `npx aftercare entitlement packs schema > packages/entitlement/packs/pack.schema.json`', () => {
  const shipped = readFileSync(new URL('../packs/pack.schema.json', import.meta.url), 'utf8')
  expect(JSON.parse(shipped)).toEqual(packSchema)
})

test('schema and checker both accept every pack that ships', () => {
  for (const pack of standardPacks as Pack[]) {
    expect(fits(pack), `${pack.id} ${ajv.errorsText(fits.errors)}`).toBe(true)
    expect(checkPack(pack), pack.id).toEqual([])
  }
})

const car = (standardPacks as Pack[]).find((pack) => pack.id === 'cn-household-car')!
const goods = (standardPacks as Pack[]).find((pack) => pack.id === 'cn-general-goods')!
type Loose = { rules: Record<string, never>[]; catalogue: Record<string, never>[] } & Record<string, unknown>

/** A planted error: where, what to write there, and what the checker says. */
const errors: [where: string, plant: (pack: Loose) => unknown, said: string][] = [
  ['no id', (pack) => delete pack.id, '.id required'],
  ['a field nobody knows', (pack) => Object.assign(pack, { colour: 'red' }), '.colour unknownField'],
  ['rules that are no list', (pack) => Object.assign(pack, { rules: {} }), '.rules notList'],
  ['an unknown fact', (pack) => set(pack, 'when', fact('moon.phase', 'eq', 1)), '.rules[0].when.fact unknownFact'],
  [
    'an unknown operator',
    (pack) => set(pack, 'when', fact('repairs.count', 'near', 1)),
    '.rules[0].when.op notAllowed',
  ],
  [
    'a comparison with a text',
    (pack) => set(pack, 'when', fact('repairs.count', 'gt', '4')),
    '.rules[0].when.value notCount',
  ],
  [
    'a list that is none',
    (pack) => set(pack, 'when', fact('defect.symptom', 'in', 'x')),
    '.rules[0].when.value notList',
  ],
  ['an impossible date', (pack) => set(pack, 'from', '2026-02-30'), '.rules[0].from notDay'],
  ['a date with a time', (pack) => set(pack, 'to', '2026-02-03T00:00'), '.rules[0].to notDay'],
  ['an unknown layer', (pack) => set(pack, 'layer', 'custom'), '.rules[0].layer notAllowed'],
  ['an unknown kind of cost', (pack) => set(pack, 'covers', ['fuel']), '.rules[0].covers notAllowed'],
  [
    'an unknown remedy',
    (pack) => set(pack, 'remedies', [{ options: ['hug'], electedBy: 'consumer' }]),
    '.rules[0].remedies[0].options notAllowed',
  ],
  [
    'nobody chooses',
    (pack) => set(pack, 'remedies', [{ options: ['repair'] }]),
    '.rules[0].remedies[0].electedBy required',
  ],
  ['a negative term', (pack) => set(pack, 'term', { months: -1 }), '.rules[0].term.months notMonths'],
  ['a term without a start', (pack) => set(pack, 'start', []), '.rules[0].start required'],
  [
    'an unknown start',
    (pack) => set(pack, 'start', [{ latestOf: ['birth'], decisive: 'sale' }]),
    '.rules[0].start[0].latestOf notAllowed',
  ],
  [
    'an unknown extension',
    (pack) => set(pack, 'extensions', [extension('sleep')]),
    '.rules[0].extensions[0].kind notAllowed',
  ],
  [
    'an extension without months',
    (pack) => set(pack, 'extensions', [extension('extend_each')]),
    '.rules[0].extensions[0].months required',
  ],
  [
    'an unknown source',
    (pack) => set(pack, 'source', { kind: 'rumour', ref: 'x' }),
    '.rules[0].source.kind notAllowed',
  ],
  ['no confidence', (pack) => set(pack, 'confidence', undefined), '.rules[0].confidence required'],
  [
    'a rate above one',
    (pack) => set(pack, 'deduct', { kind: 'days', ruleId: 'x', rate: 2 }),
    '.rules[0].deduct.rate notRate',
  ],
  [
    'an amount that is no text of digits',
    (pack) => set(pack, 'damages', { times: 3, atLeast: { minor: '5.00', currency: 'CNY' } }),
    '.rules[0].damages.atLeast.minor notMinor',
  ],
  [
    'a presumed unknown fact',
    (pack) => set(pack, 'presume', [{ fact: 'moon', value: 1, by: 'x' }]),
    '.rules[0].presume[0].fact unknownFact',
  ],
  ['a row without parts', (pack) => delete pack.catalogue[0]!.mainParts, '.catalogue[0].mainParts required'],
]

function set(pack: Loose, field: string, value: unknown) {
  const rule = pack.rules[0] as Record<string, unknown>
  if (value === undefined) delete rule[field]
  else rule[field] = value
}
function fact(name: string, op: string, value: unknown) {
  return { fact: name, op, value }
}
function extension(kind: string) {
  return { kind, ruleId: 'x', confidence: 'high' }
}

test.each(errors)('schema and checker both refuse %s', (_, plant, said) => {
  const pack = structuredClone(goods) as unknown as Loose
  plant(pack)
  expect(fits(pack)).toBe(false)
  expect(checkPack(pack).map(({ path, code }) => `${path} ${code}`)).toContain(said)
})

/** What only the checker can see. */
test.each<[string, (pack: Loose) => unknown, string]>([
  ['a rule twice', (pack) => set(pack, 'id', goods.rules[1]!.id), '.rules[1].id duplicate'],
  ['months no row has', (pack) => set(pack, 'term', { months: { ref: 'gasket' } }), '.rules[0].term.months notMonths'],
  [
    'a window that ends before it begins',
    (pack) => Object.assign(pack.rules[0]!, { from: '2026-02-01', to: '2026-01-01' }),
    '.rules[0].to beforeStart',
  ],
  [
    'a currency there is not',
    (pack) => set(pack, 'damages', { times: 3, atLeast: { minor: '500', currency: 'XQQ' } }),
    '.rules[0].damages.atLeast.currency unknownCurrency',
  ],
])('the checker refuses %s', (_, plant, said) => {
  const pack = structuredClone(goods) as unknown as Loose
  plant(pack)
  expect(checkPack(pack).map(({ path, code }) => `${path} ${code}`)).toContain(said)
})

/** Codes of what a schema cannot see. */
const onlyTheChecker = new Set(['duplicate', 'beforeStart', 'unknownCurrency'])
const junk = [null, 5, -1, 1.5, '', ' ', 'x', '2026-02-30', true, [], [null], {}, { ref: 'x' }, ['part'], 'high']

/** Every place of a value, by its path. */
function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))]
}

/** A copy with another value at a place, or without it. */
function replaced(value: unknown, path: (string | number)[], by: unknown): unknown {
  const copy = structuredClone(value)
  const last = path.at(-1)
  if (last === undefined) return by
  let inner = copy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) inner = inner[key] as Record<string | number, unknown>
  if (by === undefined && Array.isArray(inner)) inner.splice(Number(last), 1)
  else if (by === undefined) delete inner[last]
  else inner[last] = by
  return copy
}

test('schema and checker agree on whatever stands anywhere in a pack', () => {
  const packs = (standardPacks as Pack[]).map((pack) => ({ ...pack, rules: pack.rules.slice(0, 3) }))
  const anyPack = fc.constantFrom(...packs)
  fc.assert(
    fc.property(anyPack, fc.nat(), fc.option(fc.constantFrom(...junk), { nil: undefined }), (pack, where, by) => {
      const places = placesOf(pack)
      const path = places[where % places.length]!
      const changed = replaced(pack, path, by)
      const problems = checkPack(changed)
      fc.pre(!problems.some(({ code, path: at }) => onlyTheChecker.has(code) || at.endsWith('.term.months')))
      expect(fits(changed), `${path.join('.')} = ${JSON.stringify(by)}: ${JSON.stringify(problems)}`).toBe(
        problems.length === 0,
      )
    }),
    { numRuns: 2000 },
  )
})

const renamed = (pack: Pack, change: Partial<Pack> = {}): Pack => ({
  ...pack,
  id: 'mine',
  rules: pack.rules.map((rule) => ({ ...rule, id: `MY-${rule.id}` })),
  ...change,
})
const refused = (packs: Pack[]) => {
  try {
    makeLibrary(packs)
    return []
  } catch (error) {
    return (error as PacksRefused).problems.map(({ path, code }) => `${path} ${code}`)
  }
}

test('two packs for the same place, product and days are refused', () => {
  expect(refused([car, renamed(car)])).toEqual(['packs[1] overlap'])
  expect(refused([car, renamed(car, { jurisdiction: 'TW' })])).toEqual([])
  expect(refused([car, renamed(car, { productClasses: ['bicycle'] })])).toEqual([])
  const before = renamed(car).rules.map((rule) => ({ ...rule, from: '2000-01-01', to: '2013-09-30' }))
  expect(refused([car, renamed(car, { rules: before })])).toEqual([])
  const promises = renamed(car).rules.map((rule) => ({ ...rule, layer: 'warranty' as const }))
  expect(refused([car, renamed(car, { rules: promises })])).toEqual([])
  expect(refused([car, car]).length).toBeGreaterThan(1)
})
