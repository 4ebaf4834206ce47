import { expect, test } from 'vitest'
import { placeOf, placesIn } from './json-places.ts'

const text = JSON.stringify(
  { id: 'a"b', rules: [{ term: { months: 24 } }, { title: { en: 'x, y }' }, covers: [] }], open: null },
  null,
  2,
)
const from = (path: string) => text.slice(placeOf(placesIn(text), path))

test('every value is found, past quotes, commas and braces inside of texts', () => {
  expect(from('.id')).toMatch(/^"a\\"b"/)
  expect(from('.rules[0].term.months')).toMatch(/^24/)
  expect(from('.rules[1].title.en')).toMatch(/^"x, y }"/)
  expect(from('.rules[1].covers')).toMatch(/^\[\]/)
  expect(from('.open')).toMatch(/^null/)
})

test('what is missing is shown at what it is missing from', () => {
  expect(from('.rules[0].source.ref')).toMatch(/^\{\s+"term"/)
  expect(from('.version')).toBe(text)
})

test('a text that is no JSON is refused instead of looked at for ever', () => {
  expect(() => placesIn('{"id": "a')).toThrow(SyntaxError)
})
