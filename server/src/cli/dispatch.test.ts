import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { PlanRefused, readVrplib, readVrptw } from '@aftercare/dispatch/plan'
import { words } from '@aftercare/words/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

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
