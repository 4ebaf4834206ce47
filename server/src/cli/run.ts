import { spawn } from 'node:child_process'

/** Runs one of our scripts with this Node; fails with its output when it does. */
export function run(script: string, quiet: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}`))))
  })
}
