import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { texts as articles } from '../../apps/field/src/articles/words/en.ts'
import { texts as help } from '../../apps/field/src/help/words/en.ts'
import { texts as job } from '../../apps/field/src/job/words/en.ts'
import { texts as sync } from '../../apps/field/src/sync/words/en.ts'
import { texts as field } from '../../apps/field/src/words/en.ts'
import { texts as portal } from '../../apps/portal/src/words/en.ts'

// The phone apps ship only their share of the words: a key of another group would stand on the screen as it is. What only
// some screens say comes with them, on top of the words of the first screen.
const LATER: Record<string, Record<string, object>> = {
  'field/articles/': articles,
  'field/help/': help,
  'field/job/': job,
  'field/recalls/': job,
  'field/sync/': sync,
  'field/shell/save-unsent.tsx': sync,
}
const shipped: Record<string, Record<string, object>> = {
  ...{ 'field/': field, 'portal/': portal },
  ...Object.fromEntries(Object.entries(LATER).map(([part, words]) => [part, together(field, words)])),
}
const PARTS = Object.keys(shipped)

function together(...all: Record<string, object>[]): Record<string, object> {
  const books: Record<string, object> = {}
  for (const one of all) for (const [book, groups] of Object.entries(one)) books[book] = { ...books[book], ...groups }
  return books
}

const BOOKS = path.resolve(import.meta.dirname, '../../packages/words/locales/en')

/** Keys that name no book are read from the component's own: `book:group`, all its books where a file has several. */
function unnamedIn(app: string): string[][] {
  return sourcesOf(app).flatMap((text) => {
    const books = [...text.matchAll(/useTranslation\(\[?'([a-z-]+)'/g)].map(([, book]) => book!)
    const groups = [...text.matchAll(/\bt\(\s*['`]([a-zA-Z_]+)[.'`]/g)].map(([, group]) => group!)
    return books.length === 0 ? [] : groups.map((group) => [...new Set(books)].map((book) => `${book}:${group}`))
  })
}

/** The files of a part of an app; those that have words of their own are a part of their own. */
function sourcesOf(part: string): string[] {
  const apps = path.resolve(import.meta.dirname, '../../apps')
  const [app] = part.split('/')
  const files = readdirSync(path.join(apps, app!, 'src'), { recursive: true, encoding: 'utf8' })
  const partOf = (file: string) =>
    PARTS.filter((one) => `${app}/${file}`.startsWith(one))
      .sort()
      .at(-1)
  return files
    .filter((file) => /\.tsx?$/.test(file) && partOf(file) === part)
    .map((file) => readFileSync(path.join(apps, app!, 'src', file), 'utf8'))
}

/** `namespace:group.…` of every key that is written out in an app, also as the beginning of one that is put together. */
function groupsIn(app: string): string[] {
  const found = sourcesOf(app).flatMap((text) => [...text.matchAll(/['`]([a-z][a-z-]*):([a-zA-Z_.]+)/g)])
  const books = readdirSync(BOOKS)
  return [...new Set(found.filter(([, book]) => books.includes(`${book}.json`)).map(([, ...key]) => key.join(':')))]
}

const missing = (app: string, groups: readonly string[]) =>
  groups.filter((one) => {
    const [book, key] = one.split(':') as [string, string]
    const words: Record<string, unknown> = { ...shipped[app]![`${book}.json`] }
    const steps = key.split('.')
    if (steps.length === 1) return !(key in words || `${key}_other` in words)
    // The last step may be a beginning that is put together with something, or stand there once for one and once for many.
    const group = steps.slice(0, -1).reduce<unknown>((in_, step) => (in_ as typeof words | undefined)?.[step], words)
    return group === undefined
  })

test.each(PARTS)('%s: every group of words it names comes with it', (app) => {
  expect(missing(app, groupsIn(app))).toEqual([])
})

test.each(PARTS)('%s: every group a component reads from its own book comes with it', (app) => {
  const keys = unnamedIn(app)
  expect(keys.filter((books) => missing(app, books).length === books.length)).toEqual([])
})

test.each(['field/', 'portal/'])('%s: its words are looked for at all', (app) => {
  const parts = PARTS.filter((one) => one.startsWith(app))
  for (const part of parts) expect(sourcesOf(part)).not.toEqual([])
  expect(parts.flatMap(groupsIn).length).toBeGreaterThan(6)
  expect(parts.flatMap(unnamedIn).length).toBeGreaterThan(100)
})

test('a group that is left out is found', () => {
  expect(
    missing('field/', ['dispatch:board', 'billing:nothing', 'billing:unit.piece', 'errors:parts.nothing.']),
  ).toEqual(['dispatch:board', 'billing:nothing', 'errors:parts.nothing.'])
})
