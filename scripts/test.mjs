// `npm test`: checks, then all tests (pure, server on a real PostgreSQL, browser journeys), one closing line.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { check } from './check.mjs'
import { run, step } from './run.mjs'

const folder = mkdtempSync(path.join(os.tmpdir(), 'aftercare-results-'))
let passed = 0
let failed = 0
const count = (ok) => (ok ? passed++ : failed++)

async function suite(name, projects, env = {}) {
  const file = path.join(folder, `${name}.json`)
  const args = [
    'run',
    ...projects.flatMap((one) => ['--project', one]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  console.log(`\n— ${name} —`)
  const { code } = await run('vitest', args, { env })
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'))
    passed += result.numPassedTests
    failed += result.numFailedTests
    // A file that could not even be loaded has no failed test of its own.
    if (code !== 0 && result.numFailedTests === 0) failed++
  } catch {
    failed++
  }
}

const only = process.argv[2]
if (only === undefined || only === 'check') for (const one of await check()) count(one.ok)
if (only === undefined || only === 'unit') await suite('unit', ['pure', 'server'])
if (only === 'server') await suite('server', ['server'])
if (only === undefined || only === 'e2e') {
  count(await step('build the apps', 'node', ['scripts/build.mjs']))
  await suite('journeys', ['e2e'])
}
rmSync(folder, { recursive: true, force: true })
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
