// What failed, in a few lines each: the end of a long log must say it by itself.
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './run.mjs'

const LINES = 6

/** The beginning of a message, without colours and without the places in our own tools. */
export const firstLines = (message) =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .slice(0, LINES)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join('\n')

/** From vitest's JSON report: failed tests, and files that could not even be loaded. */
export function failuresOf({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name)
    const failed = assertionResults.filter((one) => one.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [{ name: file, message: message ?? '' }]
    return failed.map((one) => ({ name: `${file} › ${one.fullName}`, message: one.failureMessages.join('\n') }))
  })
}

/** Read again by `.ci/run`: from this heading to the line of figures. */
export function printFailures(failures) {
  if (failures.length === 0) return
  console.log('\n— what failed —')
  for (const { name, message } of failures) console.log(`✗ ${name}\n${firstLines(message)}`)
}
