import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { addEntitlement } from './entitlement.ts'

const shared = path.join(import.meta.dirname, '../../../../shared/rules/test-vectors.json')
const packs = path.join(import.meta.dirname, '../../../packages/entitlement/packs')
let folder: string

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-entitlement-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

interface Answer {
  code: number
  out: string
  err: string
}

afterEach(() => vi.restoreAllMocks())

/** The command in this process: starting the whole program takes seconds, and nothing of it is needed here. */
async function aftercare(...args: string[]): Promise<Answer> {
  const said: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(`${line}\n`))
  const program = new Command('aftercare').exitOverride()
  addEntitlement(program)
  let err = ''
  await program.parseAsync(['entitlement', ...args], { from: 'user' }).catch((error: Error) => {
    err = error.message
  })
  const code = err ? 1 : Number(process.exitCode ?? 0)
  process.exitCode = 0
  return { code, out: said.join(''), err }
}

function file(name: string, content: unknown): string {
  const full = path.join(folder, name)
  fs.writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content))
  return full
}

test('a case in a file is decided; what the file leaves out is asked for, never "not covered"', async () => {
  const known = { at: '2026-11-22', jurisdiction: 'CN', productClass: 'refrigerator' }
  const { code, out } = await aftercare('decide', file('case.json', known), '--json')
  const decision = JSON.parse(out) as { outcome: string; considered: { missing: string[] }[]; at: string }
  expect([code, decision.outcome, decision.at]).toEqual([0, 'undetermined', '2026-11-22'])
  expect(decision.considered.flatMap((one) => one.missing)).toContain('asset.saleDate')
  expect((await aftercare('decide', file('case.json', known))).out).toContain('asset.saleDate')
})

test('an impossible case is refused with path and reason', async () => {
  const facts = { at: '2026-02-30', jurisdiction: 'CN', productClass: 'tv' }
  const { code, out } = await aftercare('decide', file('bad.json', facts), '--json')
  expect([code, JSON.parse(out)]).toEqual([1, { problems: [{ path: '.at', code: 'notDay' }] }])
  const torn = await aftercare('decide', file('torn.json', '{"at":'))
  expect([torn.code, torn.err]).toEqual([1, expect.stringContaining('torn.json is not JSON')])
  const gone = await aftercare('decide', path.join(folder, 'nowhere.json'))
  expect([gone.code, gone.err]).toEqual([1, expect.stringContaining('cannot read')])
})

const car = { at: '2026-11-22', jurisdiction: 'CN', productClass: 'household-car', warranty: [] }
const sold = { serialKnown: true, saleDate: '2025-03-01', deliveryDate: '2025-03-02' }
const km = (value: number, at: string) => ({ kind: 'km', value, at })
const repair = (from: string, to: string) => ({ history: { repairs: [{ in: from, out: to }] } })

test.each<[what: string, facts: object, path: string, reason: RegExp]>([
  [
    'a name of a fact nobody knows',
    { facts: { 'defect.needsReplacment': true } },
    '.facts.defect.needsReplacment',
    /defect\.needsReplacement/,
  ],
  ['a fact that is near to none', { facts: { 'moon.phase': 'full' } }, '.facts.moon.phase', /nobody knows/],
  ['a field nobody knows', { falt: { cause: 'quality' } }, '.falt', /fault/],
  [
    'a field nobody knows, further down',
    { asset: { ...sold, delivryDate: '2025-03-01' } },
    '.asset.delivryDate',
    /deliveryDate/,
  ],
  [
    'installed before it was there',
    { asset: { ...sold, installationDate: '2025-03-01' } },
    '.asset.installationDate',
    /./,
  ],
  ['back before it was handed over', repair('2026-02-02', '2026-02-01'), '.history.repairs[0].out', /./],
  ['a fault that shows tomorrow', { fault: { at: '2026-11-23' } }, '.fault.at', /./],
  [
    'a contract that ends before it begins',
    { contracts: [{ id: 'c', kind: 'full', start: '2026-02-01', end: '2026-01-31', covers: ['part'] }] },
    '.contracts[0].end',
    /./,
  ],
  [
    'a meter that runs backwards',
    { asset: { ...sold, meters: [km(900, '2026-01-01'), km(899, '2026-01-02')] } },
    '.asset.meters[1].value',
    /backwards/,
  ],
  [
    'money nobody knows',
    { asset: { ...sold, price: { minor: '100', currency: 'XXY' } } },
    '.asset.price.currency',
    /ISO 4217/,
  ],
  ['no day', { asset: { ...sold, saleDate: '01.03.2025' } }, '.asset.saleDate', /YYYY-MM-DD/],
  ['a value of another kind', { facts: { 'defect.exempt': ['no'] } }, '.facts.defect.exempt', /./],
  ['no place', { jurisdiction: 'China' }, '.jurisdiction', /./],
])('%s: refused with path and reason', async (_, over, where, reason) => {
  const facts = { asset: sold, ...car, ...over }
  const said = await aftercare('decide', file('bad.json', facts))
  expect(said.code).toBe(1)
  const line = said.out.split('\n').find((one) => one.trim().startsWith(`${where}: `))
  expect(line, said.out).toMatch(reason)
  const { code, out } = await aftercare('decide', file('bad.json', facts), '--json')
  expect([code, JSON.parse(out).problems[0].path]).toEqual([1, where])
})

test('vectors: each failure is printed, the count closes, and one failure is exit 1', async () => {
  expect(await aftercare('vectors', shared)).toMatchObject({ code: 0, out: '28 passed, 0 failed\n' })
  const wrong = { triggers: [{ ruleId: 'CN-FIX01-LOANER', facts: { 'repairDays.single': 3 }, expected: true }] }
  const { code, out } = await aftercare('vectors', file('wrong.json', wrong))
  expect(code).toBe(1)
  expect(out).toContain('FAILED triggers[0] CN-FIX01-LOANER {"repairDays.single":3}: expected true, got false')
  expect(out.trim().split('\n').at(-1)).toBe('0 passed, 1 failed')
})

test('packs: checked with path and reason, listed and compared', async () => {
  expect(await aftercare('packs', 'check')).toMatchObject({ code: 0, out: expect.stringMatching(/, 0 problems\n$/) })
  const car = JSON.parse(fs.readFileSync(path.join(packs, 'cn-household-car.json'), 'utf8'))
  car.rules[0].when = { fact: 'moon.phase', op: 'eq', value: 1 }
  car.rules.pop()
  const spoilt = file('car.json', car)
  const { code, out } = await aftercare('packs', 'check', spoilt)
  expect([code, out]).toEqual([1, expect.stringContaining('car.json .rules[0].when.fact')])
  const near = structuredClone(car)
  near.rules[0].when = { fact: 'defect.exmpt', op: 'eq', value: false }
  near.rules[1].term = { months: '36' }
  const meant = await aftercare('packs', 'check', file('near.json', near))
  expect(meant.out).toMatch(/near.json .rules\[0\].when.fact: .*defect\.exempt/)
  expect(meant.out).toContain('near.json .rules[1].term.months: ')
  const other = { ...car, id: 'mine', rules: [{ ...car.rules[1], id: 'MINE' }] }
  const beside = await aftercare('packs', 'check', file('mine.json', other), '--json')
  expect(JSON.parse(beside.out).problems).toEqual([
    { name: 'mine.json', problems: [{ path: '', code: 'overlap', values: { other: 'cn-household-car' } }] },
  ])
  const rows = JSON.parse((await aftercare('packs', 'list', '--json')).out) as { id: string }[]
  expect(rows.map((row) => row.id)).toContain('cn-mobile-phone')
  car.rules[0].when = { all: [] }
  const changed = await aftercare('packs', 'diff', 'cn-household-car', file('car.json', car), '--json')
  expect(JSON.parse(changed.out)).toEqual([
    { ruleId: 'CN-AUTO43-FREE-REPAIR', change: 'changed', fields: ['when'] },
    { ruleId: 'CN-AUTO150-21-COUNT', change: 'removed', fields: [] },
  ])
})
