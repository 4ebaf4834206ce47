#!/usr/bin/env node
// Runs on any Node ≥ 20: hands over to the Node 24 that came with the packages when the present one cannot run TypeScript.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
const able = major > 22 || (major === 22 && minor >= 18)
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
// A request leaves a few hundred kilobytes behind: with the default young generation (16 MB) a seventh of the server's time went into
// collecting them (bench intake). V8's middle compiler of Node 24 now and then kills a process on a busy machine (ADR 2).
const flags = ['--max-semi-space-size=64', '--no-maglev']
// What was compiled once is kept beside the packages: a command starts in half the time.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url))

if (able && (process.execArgv.includes(flags[0]) || !process.execve)) {
  await import(main)
} else if (able) {
  process.execve(process.execPath, [
    process.execPath,
    ...process.execArgv,
    ...flags,
    process.argv[1],
    ...process.argv.slice(2),
  ])
} else {
  const packaged = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))
  if (!existsSync(packaged)) {
    console.error('aftercare needs Node 22.18 or newer, or its own copy: run `npm install` in the project first.')
    process.exit(1)
  }
  const child = spawn(packaged, [...flags, main, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)))
}
