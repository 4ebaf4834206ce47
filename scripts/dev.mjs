// The whole product with reload: the server under `--watch` and a Vite server per app, which pass /api on to it.
// `npm run dev` serves; `npm run dev -- demo` starts with the demo company.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { env, root } from './run.mjs'

const command = process.argv.slice(2)
const node = path.join(root, 'node_modules/.bin/node')
const vite = path.join(root, 'node_modules/vite/bin/vite.js')
const serve = [
  '--watch',
  '--watch-preserve-output',
  'server/src/cli/main.ts',
  ...(command.length > 0 ? command : ['serve']),
]
const parts = [
  { name: 'server', args: serve, cwd: root },
  ...['console', 'field', 'portal'].map((name) => ({
    name,
    args: [vite, '--clearScreen', 'false'],
    cwd: path.join(root, 'apps', name),
  })),
]

/** Each line carries the name of who says it. */
function prefixed(name, stream, out) {
  let rest = ''
  stream.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) out.write(`${name.padEnd(8)}│ ${line}\n`)
  })
}

const running = parts.map(({ name, args, cwd }) => {
  const child = spawn(node, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  prefixed(name, child.stdout, process.stdout)
  prefixed(name, child.stderr, process.stderr)
  child.on('exit', () => stop('SIGTERM'))
  return child
})

let stopping = false
/** One gone, all go: a half-running product only confuses. */
function stop(signal) {
  if (stopping) return
  stopping = true
  for (const child of running) if (child.exitCode === null) child.kill(signal)
}
process.on('SIGINT', () => stop('SIGINT'))
process.on('SIGTERM', () => stop('SIGTERM'))
console.log(
  'console http://localhost:5173/console/ · field http://localhost:5174/field/ · portal http://localhost:5175/portal/',
)
