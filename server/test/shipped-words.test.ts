import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { texts as field } from '../../apps/field/src/words/en.ts'
import { texts as portal } from '../../apps/portal/src/words/en.ts'

// The phone apps ship only their share of the words: a key of another group would stand on the screen as it is.
const shipped: Record<string, Record<string, object>> = { field, portal }

/** `namespace:group` of every key that is written out in an app, also as the beginning of one that is put together. */
function groupsIn(app: string): string[] {
  const src = path.resolve(import.meta.dirname, '../../apps', app, 'src')
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  const found = files.flatMap((file) => [
    ...readFileSync(path.join(src, file), 'utf8').matchAll(/['`]([a-z][a-z-]*):([a-zA-Z_]+)/g),
  ])
  const books = readdirSync(path.resolve(import.meta.dirname, '../../packages/words/locales/en'))
  return [...new Set(found.filter(([, book]) => books.includes(`${book}.json`)).map(([, ...key]) => key.join(':')))]
}

const missing = (app: string, groups: readonly string[]) =>
  groups.filter((one) => {
    const [book, group] = one.split(':') as [string, string]
    return !(group in (shipped[app]![`${book}.json`] ?? {}))
  })

test.each(['field', 'portal'])('%s: every group of words it names comes with it', (app) => {
  const groups = groupsIn(app)
  expect(groups.length).toBeGreaterThan(3)
  expect(missing(app, groups)).toEqual([])
})

test('a group that is left out is found', () => {
  expect(missing('field', ['dispatch:board', 'billing:nothing', 'billing:unit'])).toEqual([
    'dispatch:board',
    'billing:nothing',
  ])
})
