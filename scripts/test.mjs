// `npm test`: checks, then all tests (pure, server on a real PostgreSQL, browser journeys), one closing line.
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { testsWithoutDatabase } from './asks-database.mjs'
import { check } from './check.mjs'
import { failuresOf, printFailures } from './failures.mjs'
import { run, step } from './run.mjs'

// What tests write is thrown away: it lies in memory where there is room, which takes a third off the time of server tests.
const place = !process.env.TMPDIR && roomInMemory() > 4e9 ? { TMPDIR: '/dev/shm' } : {}
function roomInMemory() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize
  } catch {
    return 0
  }
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'aftercare-results-'))
let passed = 0
let failed = 0
const failures = []
const count = ({ name, ok, message = 'see above' }) => {
  if (ok) passed++
  else fail(name, message)
}
function fail(name, message) {
  failed++
  failures.push({ name, message })
}

async function suite(name, projects, env = {}) {
  const file = path.join(folder, `${name}.json`)
  const args = [
    'run',
    ...projects.flatMap((one) => ['--project', one]),
    // Another PostgreSQL is given: tests that never ask it would say the same again.
    ...(process.env.TEST_DATABASE_URL ? testsWithoutDatabase().flatMap((file) => ['--exclude', file]) : []),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  console.log(`\n— ${name} —`)
  const { code, output } = await run('vitest', args, { env: { ...place, ...env } })
  const tail = output.trim().split('\n').slice(-6).join('\n')
  const before = failed
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'))
    passed += result.numPassedTests
    for (const one of failuresOf(result)) fail(one.name, one.message)
    // An error outside of any test.
    if (code !== 0 && failed === before) fail(name, tail)
  } catch {
    fail(name, tail)
  }
}

const only = process.argv[2]
const apps = ['build the apps', 'node', ['scripts/build.mjs']]
if (only === undefined || only === 'check') for (const one of await check(only === undefined ? [apps] : [])) count(one)
if (only === undefined || only === 'unit') await suite('unit', ['pure', 'server'])
if (only === 'server') await suite('server', ['server'])
if (only === 'e2e') count({ name: apps[0], ok: await step(...apps) })
if (only === undefined || only === 'e2e') await suite('journeys', ['e2e'])
rmSync(folder, { recursive: true, force: true })
printFailures(failures)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
