import { words } from '@aftercare/words/server'
import { Problem } from '../kit/problem.ts'

/** Prints the answer: one JSON document with --json, else lines for people. */
export function print(json: boolean | undefined, data: unknown, lines: string[]): void {
  console.log(
    json
      ? JSON.stringify(data, (_key, value) => (typeof value === 'bigint' ? value.toString() : value), 2)
      : lines.join('\n'),
  )
}

/** A message that says what to do, and a non-zero exit. */
export function fail(error: unknown): never {
  const text =
    error instanceof Problem
      ? words(process.env.LANG ?? 'en')(`errors:${error.code}`, error.values)
      : (error as Error).message
  console.error(`aftercare: ${text}`)
  if (process.env.DEBUG) console.error(error)
  process.exit(1)
}

/** A line that rewrites itself on a terminal; silent elsewhere. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`)
}
export function progressDone(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K')
}
