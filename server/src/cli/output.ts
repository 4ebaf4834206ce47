import { PlanRefused } from '@aftercare/dispatch/plan'
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

/** The language of the shell: `zh_TW.UTF-8` is `zh-TW`. */
export const shellLanguage = () => (process.env.LANG ?? 'en').split('.')[0]?.replace('_', '-') ?? 'en'

function textOf(error: unknown): string {
  const say = words(shellLanguage())
  if (error instanceof Problem) return say(`errors:${error.code}`, error.values)
  if (error instanceof PlanRefused && error.code.startsWith('file.'))
    return say(`dispatch:${error.code}`, { path: error.path, ...error.values })
  return (error as Error).message
}

/** A message that says what to do, and a non-zero exit. */
export function fail(error: unknown): never {
  console.error(`aftercare: ${textOf(error)}`)
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
