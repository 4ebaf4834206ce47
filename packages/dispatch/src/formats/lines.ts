import { PlanRefused } from '../plan/model.ts'

/** A line of a file, cut at blanks, with its number for refusals. */
export interface Line {
  number: number
  text: string
  fields: string[]
}

/** The lines that are not empty. */
export function linesOf(text: string): Line[] {
  return text.split(/\r\n|\r|\n/).flatMap((raw, i) => {
    const line = raw.trim()
    return line === '' ? [] : [{ number: i + 1, text: line, fields: line.split(/\s+/) }]
  })
}

/** The numbers of a line. @throws PlanRefused when there are not `count` of them */
export function numbersOf(line: Line, count: number): number[] {
  const numbers = line.fields.map(Number)
  if (numbers.length !== count)
    throw new PlanRefused('file.fields', `line ${line.number}`, { expected: count, found: numbers.length })
  const bad = numbers.findIndex((one) => !Number.isFinite(one))
  if (bad >= 0) throw new PlanRefused('file.number', `line ${line.number}`, { text: line.fields[bad]! })
  return numbers
}

/** A number that must not be below zero. */
export function amountOf(value: number, line: Line, name: string): number {
  if (value < 0) throw new PlanRefused('file.negative', `line ${line.number}`, { name, value })
  return value
}

/** The most stops a table of all ways is made for: 10,000 places are 400 MB. */
export const MOST_PLACES = 10_000

/** All ways between points, rounded as the convention says. */
export function euclidean(x: readonly number[], y: readonly number[], rounded: (way: number) => number): Int32Array {
  const n = x.length
  if (n > MOST_PLACES) throw new PlanRefused('file.too_many', 'file', { places: n, most: MOST_PLACES })
  const table = new Int32Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) table[i * n + j] = rounded(Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!))
  return table
}
