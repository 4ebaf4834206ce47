// Helpers of the scripts: run a step with the project's own Node first on the path, and say how long it took.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const bin = path.join(root, 'node_modules/.bin')
export const env = {
  // The many processes tests start find their code compiled, as those of server/bin/aftercare.mjs do.
  NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compiled'),
  ...process.env,
  PATH: `${bin}${path.delimiter}${process.env.PATH}`,
}

/** Runs a command; resolves to its exit code and what it printed. Output is shown as it comes unless quiet. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
        if (!options.quiet) process.stdout.write(chunk)
      })
    }
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('exit', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** A named step: prints its name, its time, and its output only when it fails. */
export async function step(name, command, args, options = {}) {
  const from = Date.now()
  const { code, output } = await run(command, args, { quiet: true, ...options })
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)`)
  if (code !== 0) console.log(output.trim().split('\n').slice(-60).join('\n'))
  return code === 0
}
