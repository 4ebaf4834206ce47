import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const CLI = path.join(import.meta.dirname, 'main.ts')
let folder: string

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-parts-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

async function plan(history: string | Uint8Array, out = path.join(folder, 'plan.csv')) {
  const file = path.join(folder, 'history.csv')
  fs.rmSync(out, { force: true })
  fs.writeFileSync(file, history)
  const call = run(process.execPath, [CLI, 'parts', 'plan', '--history', file, '--out', out, '--json'])
  const { stdout, code } = await call.then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  )
  return { code, said: JSON.parse(stdout), plan: fs.existsSync(out) ? fs.readFileSync(out, 'utf8') : null }
}

test('a file of monthly demand becomes a plan; run again it is the same to the byte', async () => {
  const months = Array.from(
    { length: 24 },
    (_, t) => `${2000 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}`,
  )
  const rows = Array.from({ length: 9 }, (_, i) =>
    [`A${i}`, ...months.map((_, t) => (t % (i + 1) === 0 ? i : 0))].join(','),
  )
  const history = [['Part', ...months].join(','), ...rows, `"B,1"${',4'.repeat(24)}`].join('\n')
  const first = await plan(history)
  expect(first).toMatchObject({ code: 0, said: { parts: 10, months: 24 } })
  const lines = first.plan!.trim().split('\n')
  expect(lines[0]).toMatch(/^part,S_item_L1_0\.5,.*,q3_0\.99,mean$/)
  expect(lines).toHaveLength(11)
  expect(lines[10]).toMatch(/^"B,1",\d/)
  expect((await plan(history)).plan).toBe(first.plan)
})

test('a file with bad cells plans nothing and names row and field', async () => {
  const { code, said, plan: written } = await plan('Part,Jan-98,Feb-98\nA,1,-2\nA,0,1\nB,1\n,1,1\nC,half,7000000\n')
  expect([code, written]).toEqual([1, null])
  expect(
    said.problems.map((one: { row: number; field: string; code: string }) => [one.row, one.field, one.code]),
  ).toEqual([
    [2, 'Feb-98', 'planning.negative'],
    [3, 'Part', 'planning.part_twice'],
    [4, 'Part', 'tables.cell_count'],
    [5, 'Part', 'planning.no_part'],
    [6, 'Jan-98', 'planning.not_whole'],
    [6, 'Feb-98', 'planning.too_many'],
  ])
})

const REFUSED = {
  'no column of parts': ['Item,Jan-98\nA,1\n', [1, 'Item', 'planning.column_unknown']],
  'an unknown period': ['Part,Jan-98,Smarch-1998\nA,1,2\n', [1, 'Smarch-1998', 'planning.column_unknown']],
  'months that go back': ['Part,Feb-98,Jan-98\nA,1,2\n', [1, 'Jan-98', 'planning.month_order']],
  nothing: ['', [1, '', 'tables.empty']],
  'a line without an end': [`Part,Jan-98\nA,1\n${'7'.repeat(1_200_000)}`, [3, '', 'tables.line_too_long']],
  'bytes of another encoding': [
    Buffer.concat([Buffer.from(`\uFEFFPart,Jan-98\nB,1\nA`), Buffer.from([0xff, 0xfe]), Buffer.from(',1\n')]),
    [3, 'Part', 'tables.characters'],
  ],
  'a spreadsheet of long ago': [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), [1, '', 'tables.old_excel']],
  'a broken spreadsheet': [Buffer.from('PK\u0003\u0004 and no more'), [1, '', 'tables.unreadable']],
} as const

test.each(Object.entries(REFUSED))(
  '%s: refused by row and column, nothing is written',
  async (_what, [file, expected]) => {
    const { code, said, plan: written } = await plan(file)
    expect([code, written]).toEqual([1, null])
    const [first] = said.problems
    expect([first.row, first.field, first.code]).toEqual(expected)
    expect(fs.readdirSync(folder)).toEqual(['history.csv'])
  },
)

test('a file or a folder that is not there is said before anything is learnt; the help says what is asked for', async () => {
  const nowhere = await plan('Part,Jan-98\nA,1\n', path.join(folder, 'nowhere', 'plan.csv'))
  expect([nowhere.code, nowhere.said.problems[0].code]).toEqual([1, 'planning.no_folder'])
  const absent = ['parts', 'plan', '--history', path.join(folder, 'absent.csv'), '--out', path.join(folder, 'p.csv')]
  const refused = await run(process.execPath, [CLI, ...absent], { env: { ...process.env, LANG: 'en' } }).catch((e) => e)
  expect([refused.code, refused.stdout]).toMatchObject([1, expect.stringContaining('absent.csv')])
  const { stdout } = await run(process.execPath, [CLI, 'parts', 'plan', '--help'])
  expect(stdout).toMatch(/--history <file>[\s\S]*--out <file>[\s\S]*--json[\s\S]*1998年1月/)
  expect((await run(process.execPath, [CLI, 'parts', '--help'])).stdout).toContain('plan')
})
