import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { cannotStart } from './cannot-start.ts'
import { type Identity, tether } from './identity.ts'

/** `builtin` needs neither the host's locale nor its ICU: sort order cannot change under an index after an upgrade. */
const layout = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
/** Whoever can enter the 0700 folder is trusted; nobody gets in over the network, whatever listen_addresses says. */
const access = ['--auth-local=trust', '--auth-host=reject']

/** A killed initdb leaves its folder, and for a moment a child that goes on writing there: hence before and after. */
function removeRubbish(dir: string): void {
  for (const name of fs.readdirSync(dir)) {
    if (name.startsWith('data.new-')) fs.rmSync(path.join(dir, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Makes the data folder under another name and renames it at the end: an interrupted initdb leaves only rubbish. */
export async function initialise(dir: string, data: string, superuser: string, initdb: string, runAs: Identity) {
  removeRubbish(dir)
  if (fs.existsSync(path.join(data, 'PG_VERSION'))) return
  if (fs.existsSync(data)) throw cannotStart(dir, `${data} is not a PostgreSQL data folder; move it away`)
  const fresh = path.join(dir, `data.new-${randomUUID()}`)
  const command = [...runAs.prefix, ...tether('KILL'), initdb, '-D', fresh, '-U', superuser, '--no-instructions']
  const [program, ...args] = [...command, ...access, ...layout]
  try {
    await promisify(execFile)(program!, args, { cwd: '/' })
  } catch (error) {
    const said = (error as { stderr?: string }).stderr || String(error)
    removeRubbish(dir)
    throw cannotStart(dir, `initdb failed: ${said}`)
  }
  fs.renameSync(fresh, data)
  removeRubbish(dir)
  const folder = fs.openSync(dir, 'r')
  fs.fsyncSync(folder) // the rename itself must survive a power cut
  fs.closeSync(folder)
}
