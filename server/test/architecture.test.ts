import { checkWords } from '@aftercare/words/check'
import { expect, test } from 'vitest'
import { MODULE_MAP } from '../src/module-map.ts'
import { ALL_ROUTES } from '../src/modules.ts'
import { literalTexts } from './architecture/jsx-text.ts'
import { cyclesIn, importViolations } from './architecture/module-map.ts'
import { schemaViolations } from './architecture/schemas.ts'
import { medianLines, tooLong } from './architecture/sizes.ts'
import { readSources, trackedFiles } from './architecture/sources.ts'

const code = readSources(/^(server|packages|apps|bench|e2e|scripts|db)\/.*\.(ts|tsx|mjs)$/)
const server = code.filter(({ path }) => path.startsWith('server/src/'))

test('the module map has no circle', () => {
  expect(cyclesIn(MODULE_MAP)).toEqual([])
  expect(cyclesIn({ a: ['b'], b: ['c'], c: ['a'] })).toContain('a → b → c → a')
})

test('modules use only those on their row, through their index; kit knows no module', () => {
  expect(importViolations(MODULE_MAP, code)).toEqual([])
  const planted = [
    { path: 'server/src/modules/parties/x.ts', text: `import { open } from '../requests/index.ts'` },
    { path: 'server/src/modules/requests/x.ts', text: `import { thing } from '../parties/customers.ts'` },
    { path: 'server/src/kit/x.ts', text: `import { thing } from '../modules/parties/index.ts'` },
    { path: 'packages/rules/src/x.ts', text: `import { thing } from '../../../server/src/kit/ids.ts'` },
  ]
  expect(importViolations(MODULE_MAP, planted)).toHaveLength(4)
})

test('a module writes only its own schema and reads only those on its row', () => {
  expect(schemaViolations(MODULE_MAP, server)).toEqual([])
  const planted = [
    { path: 'server/src/modules/requests/a.ts', text: `tx.updateTable('parties.customer').set({})` },
    { path: 'server/src/modules/requests/b.ts', text: 'sql`insert into assets.asset (id) values (1)`' },
    { path: 'server/src/modules/parties/c.ts', text: 'sql`select 1 from requests.request r`' },
    { path: 'server/src/modules/requests/d.ts', text: `edit(tx, actor, { table: 'people.person' })` },
    { path: 'server/src/modules/requests/e.ts', text: 'sql`insert into kit.event (id) values (1)`' },
    { path: 'server/src/modules/requests/hot.ts', text: 'sql`/* hot x */ insert into kit.event (id) values (1)`' },
    { path: 'server/src/modules/requests/ok.ts', text: `tx.selectFrom('parties.customer')` },
  ]
  expect(schemaViolations(MODULE_MAP, planted)).toHaveLength(5)
})

test('no file is longer than 400 lines, half of them far shorter', () => {
  expect(tooLong(code)).toEqual([])
  expect(medianLines(server)).toBeLessThanOrEqual(80)
  expect(medianLines([10, 90, 200].map((lines) => ({ path: 'x.ts', text: '\n'.repeat(lines) })))).toBeGreaterThan(80)
  expect(tooLong([{ path: 'x.ts', text: '\n'.repeat(401) }])).toHaveLength(1)
})

test('every route declares who may call it', () => {
  const open = (routes: readonly { needs?: string; path: string }[]) =>
    routes.filter((one) => !one.needs).map((one) => one.path)
  expect(open(ALL_ROUTES)).toEqual([])
  expect(open([{ path: '/planted' }, { path: '/fine', needs: 'requests.read' }])).toEqual(['/planted'])
  expect(ALL_ROUTES.length).toBeGreaterThan(50)
})

test('no literal text in JSX', () => {
  const screens = code.filter(({ path }) => /^(apps|packages\/ui)\/.*\.tsx$/.test(path) && !/\.test\.tsx$/.test(path))
  expect(screens.length).toBeGreaterThan(20)
  expect(literalTexts(screens)).toEqual([])
  const planted = { path: 'x.tsx', text: 'const a = <p title="Open it">Hello {"there"} <b>{t("x")}</b> 你好</p>' }
  expect(literalTexts([planted])).toHaveLength(4)
})

test('all words in all languages, no Simplified-only characters in zh-TW', () => {
  expect(checkWords()).toEqual([])
})

test('generated files stay out of git, except the description and the schema', () => {
  const generated = (files: string[]) =>
    files.filter(
      (one) =>
        /(^|\/)(dist|node_modules|coverage|\.aftercare)\//.test(one) ||
        /(api\/src\/types|kit\/db-types)\.ts$/.test(one),
    )
  const files = trackedFiles()
  expect(generated(files)).toEqual([])
  expect(files).toContain('packages/api/openapi.json')
  expect(files).toContain('db/schema.sql')
  expect(generated(['apps/console/dist/index.html', 'server/src/kit/db-types.ts'])).toHaveLength(2)
})
