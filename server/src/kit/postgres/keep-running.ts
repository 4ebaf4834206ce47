import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { halt } from './launch.ts'

/** A postmaster that ends without being told to is started again; after five failures in a row somebody must look. */
export async function keepRunning(
  start: () => Promise<ChildProcess>,
  announce: (pid: number) => void,
  log: (s: string) => void,
) {
  let stopping = false
  let child = await start()
  let repair: Promise<void> = Promise.resolve()
  const watch = () => {
    announce(child.pid!)
    child.once('exit', (code, signal) => {
      if (stopping) return
      log(`PostgreSQL ended unexpectedly (${code ?? signal}): starting it again`)
      repair = again()
    })
  }
  const again = async () => {
    for (let attempt = 1; attempt <= 5 && !stopping; attempt++) {
      try {
        child = await start()
        return watch()
      } catch (error) {
        log(`start ${attempt} of 5 failed: ${error}`)
        await sleep(attempt * 500)
      }
    }
  }
  watch()
  const stop = async () => {
    stopping = true
    await repair
    await halt(child)
  }
  return { pid: () => child.pid!, stop }
}
