import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { PlanRefused, readVrplib, readVrptw, type Solution, solve } from '@aftercare/dispatch/plan'
import { words } from '@aftercare/words/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { refuseUnkept, runText } from './dispatch.ts'

const run = promisify(execFile)
const CLI = path.join(import.meta.dirname, 'main.ts')
let folder: string

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-dispatch-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const HEAD = 'VEHICLE\nNUMBER CAPACITY\n'
const CUSTOMERS = 'CUST NO. XCOORD. YCOORD. DEMAND READY DUE SERVICE\n0 0 0 0 0 100 0\n'
const lib = (more: string) => `NAME : X\nTYPE : MDVRPTW\nDIMENSION : 1\nVEHICLES : 1\nCAPACITY : 5\n${more}`
const BROKEN: [code: string, read: (text: string) => unknown, text: string][] = [
  ['file.section', readVrptw, 'nothing'],
  ['file.fields', readVrptw, `${HEAD}1 2 3`],
  ['file.number', readVrptw, `${HEAD}one 200`],
  ['file.negative', readVrptw, `${HEAD}1 -200`],
  ['file.depot', readVrptw, `${HEAD}1 200\n${CUSTOMERS.split('\n')[0]}`],
  ['file.order', readVrptw, `${HEAD}1 200\n${CUSTOMERS}2 0 0 0 0 9 0`],
  ['file.window', readVrptw, `${HEAD}1 200\n${CUSTOMERS}1 0 0 0 9 0 0`],
  ['file.header', readVrplib, 'no colon'],
  ['file.type', readVrplib, 'TYPE : TSP'],
  ['file.rows', readVrplib, lib('NODE_COORD_SECTION\n1 0 0\n2 0 0\nEOF')],
]

test.each(BROKEN)('%s is refused in all three languages, with the place', (code, read, text) => {
  const refused = (() => {
    try {
      read(text)
    } catch (error) {
      return error
    }
  })()
  expect(refused).toBeInstanceOf(PlanRefused)
  const { path: where, values } = refused as PlanRefused
  expect((refused as PlanRefused).code).toBe(code)
  const said = ['en', 'zh-CN', 'zh-TW'].map((language) =>
    words(language)(`dispatch:${code}`, { path: where, ...values }),
  )
  expect(new Set(said).size, said.join('\n')).toBe(3)
  for (const one of said) {
    expect(one).toContain(where)
    expect(one).not.toMatch(/[{}]|undefined/)
  }
})

test('the command says it in the language of the shell, and ends with 1', async () => {
  const file = path.join(folder, 'broken.txt')
  fs.writeFileSync(file, `${HEAD}1 200\n${CUSTOMERS}1 0 0 0 9 0 0`)
  const solve = (LANG: string) =>
    run(process.execPath, [CLI, 'dispatch', 'solve', file, '--format', 'vrptw'], {
      env: { ...process.env, LANG },
    }).catch(({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }))
  expect(await solve('zh_CN.UTF-8')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('时间窗口的结束早于开始'),
  })
  expect(await solve('zh_TW.UTF-8')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('時間窗口的結束早於開始'),
  })
  expect(await solve('C')).toMatchObject({ code: 1, stderr: expect.stringContaining('ends before it begins (9 – 0)') })
})

const VRPTW = `SMALL\n${HEAD}3 20\n${CUSTOMERS.replace('0 0 0 0 0 100 0', '0 50 50 0 0 400 0')}${[
  '1 40 60 10 0 200 10',
  '2 62 48 10 30 120 10',
  '3 55 70 10 60 300 10',
  '4 30 35 10 0 390 10',
  '5 58 41 10 0 90 10',
].join('\n')}\n`
const table = (name: string, rows: string[]) =>
  `${name}_SECTION\n${rows.map((row, i) => `${i + 1} ${row}`).join('\n')}\n`
const DEPOTS = [
  'NAME : SMALL\nTYPE : MDVRPTW\nDIMENSION : 6\nVEHICLES : 2\nCAPACITY : 30\n',
  table('NODE_COORD', ['0 0', '80 0', '10 5', '70 8', '20 -9', '64 3']),
  table('DEMAND', ['0', '0', '10', '10', '10', '10']),
  table('TIME_WINDOW', ['0 500', '0 500', '0 400', '0 400', '30 400', '0 90']),
  table('SERVICE_TIME', ['0', '0', '5', '5', '5', '5']),
  'DEPOT_SECTION\n1\n2\n-1\n',
  table('VEHICLES_DEPOT', ['1', '2']),
  'EOF\n',
].join('')
const VROOM = JSON.stringify({
  vehicles: [{ id: 1, start_index: 0, end_index: 0, time_window: [0, 20_000] }],
  jobs: [1, 2, 3].map((id) => ({ id, location_index: id, service: 600 })),
  matrices: { car: { durations: [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => 300 * Math.abs(i - j))) } },
})

const aftercare = (...args: string[]) =>
  run(process.execPath, [CLI, 'dispatch', ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  )

test.each([
  ['vrptw', VRPTW, 5],
  ['vrplib', DEPOTS, 4],
  ['vroom', VROOM, 3],
])(
  '%s: what is solved passes the check of the file, and a plan tampered with does not',
  async (format, text, stops) => {
    const [file, answer] = [path.join(folder, `small.${format}`), path.join(folder, `plan.${format}`)]
    fs.writeFileSync(file, text)
    const solved = await aftercare('solve', file, '--format', format, '--iterations', '300', '--json')
    expect(solved.code, solved.stderr).toBe(0)
    fs.writeFileSync(answer, solved.stdout)
    const checked = await aftercare('check', file, answer, '--format', format, '--json')
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, assigned: stops, unassigned: 0 })
    expect(checked.code).toBe(0)
    const plan = JSON.parse(solved.stdout)
    fs.writeFileSync(answer, JSON.stringify({ ...plan, routes: plan.routes.slice(1) }))
    expect((await aftercare('check', file, answer, '--format', format)).code).toBe(1)
  },
  60_000,
)

test('a plan that does not hold is refused by its code before anything is printed', () => {
  const problem = readVrptw(VRPTW)
  const plan = solve(problem, { iterations: 50 })
  expect(() => refuseUnkept(problem, plan)).not.toThrow()
  const cheaper: Solution = { ...plan, cost: plan.cost - 10 }
  const missing: Solution = { ...plan, routes: plan.routes.slice(1) }
  for (const wrong of [cheaper, missing])
    expect(() => refuseUnkept(problem, wrong)).toThrow(expect.objectContaining({ code: 'planning.unsound' }))
})

test('the command judges what the search says before it prints a word of it', () => {
  const file = path.join(folder, 'small.txt')
  fs.writeFileSync(file, VRPTW)
  const printed = vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
  const logged = vi.spyOn(console, 'log').mockImplementation(() => {})
  const said = () => printed.mock.calls.length + logged.mock.calls.length
  try {
    const flags = { format: 'vrptw', iterations: 50, threads: 1, seed: 1, json: true } as const
    const liar: typeof solve = (problem, options) => {
      const plan = solve(problem, options)
      return { ...plan, routes: plan.routes.slice(1) }
    }
    expect(() => runText('vrptw', file, flags, liar)).toThrow(expect.objectContaining({ code: 'planning.unsound' }))
    expect(said()).toBe(0)
    runText('vrptw', file, flags)
    expect(said()).toBeGreaterThan(0)
  } finally {
    printed.mockRestore()
    logged.mockRestore()
  }
})

test('threads and rounds are counted in whole numbers', async () => {
  for (const [flag, many] of [
    ['--threads', '1.5'],
    ['--iterations', '0'],
  ] as const) {
    const refused = await aftercare('solve', 'none', '--format', 'vrptw', flag, many)
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(`'${many}' is invalid`)])
  }
}, 60_000)
