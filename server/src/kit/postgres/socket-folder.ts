import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { cannotStart } from './cannot-start.ts'

/** Names the socket file only. Nothing listens on a network port, so no other server can be in the way or be met. */
export const socketPort = 5432
const socketName = `.s.PGSQL.${socketPort}`
/** sun_path: 108 bytes on Linux, 104 on macOS, with the closing zero. */
const fits = (dir: string) => Buffer.byteLength(path.join(dir, socketName)) <= 103

/** Local clients are trusted, so the folder is the guard: ours alone, 0700, and not a link laid out by somebody else. */
function isPrivate(dir: string, uid: number): boolean {
  const found = fs.lstatSync(dir, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === uid && (found.mode & 0o077) === 0
}

/** The socket lives beside the data; when that path is too long, in a short temporary folder noted in `socket-folder`. */
export function socketFolder(dir: string, owner: { uid: number; gid: number }): string {
  if (fits(dir)) return emptied(dir)
  const note = path.join(dir, 'socket-folder')
  const known = fs.existsSync(note) ? fs.readFileSync(note, 'utf8') : ''
  if (known && isPrivate(known, owner.uid)) return emptied(known)
  const base = [os.tmpdir(), '/tmp'].find((each) => fits(path.join(each, 'aftercare-pg-XXXXXX')))
  if (!base) throw cannotStart(dir, 'the path is too long for a unix socket, and so is the one of the temporary folder')
  const made = fs.mkdtempSync(path.join(base, 'aftercare-pg-')) // mkdtemp gives 0700
  if (process.geteuid?.() === 0) fs.chownSync(made, owner.uid, owner.gid)
  fs.writeFileSync(note, made)
  return made
}

/** A socket lock file with the number of a zombie would stop PostgreSQL; the caller knows that no server is alive. */
function emptied(folder: string): string {
  for (const end of ['', '.lock']) fs.rmSync(path.join(folder, socketName + end), { force: true })
  return folder
}

export function removeSocketFolder(dir: string, folder: string): void {
  if (folder === dir) return
  fs.rmSync(folder, { recursive: true, force: true })
  fs.rmSync(path.join(dir, 'socket-folder'), { force: true })
}
