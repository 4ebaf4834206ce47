import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { texts as job } from '../../apps/field/src/job/words/en.ts'
import { texts as field } from '../../apps/field/src/words/en.ts'
import { texts as portal } from '../../apps/portal/src/words/en.ts'

// The phone apps ship only their share of the words: a key of another group would stand on the screen as it is.
const shipped: Record<string, Record<string, object>> = { field, portal, 'field/job': together(field, job) }

/** The words of a job come with its screens, on top of those of the first screen. */
function together(...all: Record<string, object>[]): Record<string, object> {
  const books: Record<string, object> = {}
  for (const one of all) for (const [book, groups] of Object.entries(one)) books[book] = { ...books[book], ...groups }
  return books
}

/** Folders of an app that have words of their own. */
const OWN: Record<string, string[]> = { field: ['job'], portal: [], 'field/job': [] }
const PARTS = Object.keys(OWN)

const BOOKS = path.resolve(import.meta.dirname, '../../packages/words/locales/en')

/** Keys that name no book are read from the component's own: `book:group`, all its books where a file has several. */
function unnamedIn(app: string): string[][] {
  return sourcesOf(app).flatMap((text) => {
    const books = [...text.matchAll(/useTranslation\(\[?'([a-z-]+)'/g)].map(([, book]) => book!)
    const groups = [...text.matchAll(/\bt\(\s*['`]([a-zA-Z_]+)[.'`]/g)].map(([, group]) => group!)
    return books.length === 0 ? [] : groups.map((group) => [...new Set(books)].map((book) => `${book}:${group}`))
  })
}

function sourcesOf(app: string): string[] {
  const [name, folder = ''] = app.split('/') as [string, string?]
  const src = path.resolve(import.meta.dirname, '../../apps', name, 'src', folder)
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !OWN[app]!.some((one) => file.startsWith(`${one}/`)),
  )
  return files.map((file) => readFileSync(path.join(src, file), 'utf8'))
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
  const groups = groupsIn(app)
  expect(groups.length).toBeGreaterThan(3)
  expect(missing(app, groups)).toEqual([])
})

test.each(PARTS)('%s: every group a component reads from its own book comes with it', (app) => {
  const keys = unnamedIn(app)
  expect(keys.length).toBeGreaterThan(100)
  expect(keys.filter((books) => missing(app, books).length === books.length)).toEqual([])
})

test('a group that is left out is found', () => {
  expect(
    missing('field', ['dispatch:board', 'billing:nothing', 'billing:unit.piece', 'errors:parts.nothing.']),
  ).toEqual(['dispatch:board', 'billing:nothing', 'errors:parts.nothing.'])
})
