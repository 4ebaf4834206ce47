import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Stage } from './stage.ts'

/**
 * A backup of the database as it is now, and the way back to it: the folder of the stopped cluster, copied, as an operator does.
 * The life of the database stays the same, so nothing but what is missing gives it away to the phones. Files stay as they are.
 */
export async function backUp(stage: Stage): Promise<() => Promise<void>> {
  const folder = path.join(stage.dataDir, 'postgres')
  const copy = path.join(stage.dataDir, 'postgres-of-this-morning')
  // With its owner: the database does not open a folder that is somebody else's.
  await stage.whileStopped(() => execFileSync('cp', ['-a', folder, copy]))
  return () =>
    stage.whileStopped(() => {
      fs.rmSync(folder, { recursive: true })
      fs.renameSync(copy, folder)
    })
}
