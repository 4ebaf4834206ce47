import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

interface Rule {
  serverTests(): string[]
  testsWithoutDatabase(): string[]
}
// Plain JavaScript, for any Node ≥ 20.
const { serverTests, testsWithoutDatabase } = (await import(`${import.meta.dirname}/asks-database.mjs`)) as Rule
const textOf = (file: string) => readFileSync(path.resolve(import.meta.dirname, '..', file), 'utf8')

test('on another PostgreSQL only tests that never ask it are left out', () => {
  const out = testsWithoutDatabase()
  expect(out).toContain('server/src/kit/pdf/document.test.ts')
  expect(out).toContain('server/src/kit/postgres/start.test.ts')
  const here = 'scripts/asks-database.test.ts'
  const asking = serverTests().filter((file) => file !== here && /useWorld\(|inject\('postgres'\)/.test(textOf(file)))
  expect(asking.length).toBeGreaterThan(100)
  expect(asking.filter((file) => out.includes(file))).toEqual([])
  // Through another file of their own.
  for (const file of ['parts/killed.test.ts', 'parts/ledger.test.ts', 'replenishment/replenishment.test.ts'])
    expect(out).not.toContain(`server/src/modules/${file}`)
})
