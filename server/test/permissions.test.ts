import { expect, test } from 'vitest'
import { ALL_ROUTES } from '../src/modules.ts'
import { permissionsOf, ROLES } from '../src/permissions.ts'

/** Who may call what, as a table people review: `npx vitest run server/test/permissions.test.ts -u` writes it anew. */
test('routes × roles is what was agreed', async () => {
  const rights = ROLES.map((role) => permissionsOf([role]))
  const head = ['route', 'needs', ...ROLES.map((role) => role.replace('_', ' '))]
  const lines = [...ALL_ROUTES]
    .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method))
    .map(({ method, path, needs }) => {
      const cells =
        needs === 'public' || needs === 'customer'
          ? rights.map(() => '')
          : rights.map((has) => (has.has(needs) ? '×' : ''))
      return [`${method} ${path}`, needs, ...cells]
    })
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const table = [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n')
  await expect(`# Who may call what\n\n${table}\n`).toMatchFileSnapshot('./permissions.snapshot.md')
})

test('the administrator may everything, nobody else may give roles or change the company', () => {
  const admin = permissionsOf(['administrator'])
  const asked = ALL_ROUTES.map((route) => route.needs).filter((needs) => needs !== 'public' && needs !== 'customer')
  expect(asked.filter((needs) => !admin.has(needs))).toEqual([])
  for (const role of ROLES.filter((one) => one !== 'administrator')) {
    const rights = permissionsOf([role])
    expect([role, rights.has('people.grant_roles'), rights.has('company.change')]).toEqual([role, false, false])
  }
})

test('no route stands twice, and a public one names its company or speaks of none on purpose', () => {
  const names = ALL_ROUTES.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  const nowhere = ALL_ROUTES.filter(({ needs, path }) => needs === 'public' && !path.startsWith('/public/:company'))
  expect(nowhere.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'GET /demo-logins',
    'GET /only-company',
    'GET /setup',
    'POST /setup',
  ])
})
