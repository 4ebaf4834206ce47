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

async function plan(history: string) {
  const file = path.join(folder, 'history.csv')
  const out = path.join(folder, 'plan.csv')
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
  const { code, said, plan: written } = await plan('Part,Jan-98,Feb-98\nA,1,-2\nA,0,1\nB,1\n')
  expect([code, written]).toEqual([1, null])
  expect(
    said.problems.map((one: { row: number; field: string; code: string }) => [one.row, one.field, one.code]),
  ).toEqual([
    [2, 'Feb-98', 'planning.negative'],
    [3, 'Part', 'planning.part_twice'],
    [4, 'Part', 'tables.cell_count'],
  ])
})
