import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { cannotStart } from './cannot-start.ts'

/** Who PostgreSQL runs as: it refuses to be root, and initdb refuses a user that /etc/passwd does not name. */
export interface Identity {
  name: 'ourselves' | 'user namespace' | 'system user' | 'system user with access'
  /** owner the data must have, as seen from outside a namespace */
  uid: number
  gid: number
  /** command put before the program */
  prefix: string[]
}

interface User {
  name: string
  uid: number
  gid: number
}

function systemUsers(): User[] {
  if (!fs.existsSync('/etc/passwd')) return []
  return fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && Number(fields[2]) > 0)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }))
}

/** Our files stay ours on disk; only PostgreSQL believes it is somebody else. Docker's default seccomp may forbid it. */
function inNamespace(uid: number, gid: number): Identity[] {
  const mask = systemUsers()[0]
  if (!mask) return []
  const prefix = ['unshare', '-U', `--map-user=${mask.uid}`, `--map-group=${mask.gid}`]
  return [{ name: 'user namespace', uid, gid, prefix }]
}

/**
 * The second form keeps the one capability needed to reach programs and data below a 0700 folder such as /root
 * (Docker grants it by default): no copy of the programs to keep up to date somewhere else.
 */
function asSystemUser({ uid, gid }: { uid: number; gid: number }): Identity[] {
  const prefix = ['setpriv', '--reuid', String(uid), '--regid', String(gid), '--clear-groups']
  const access = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  return [
    { name: 'system user', uid, gid, prefix },
    { name: 'system user with access', uid, gid, prefix: [...prefix, ...access] },
  ]
}

function named(): boolean {
  try {
    return os.userInfo().uid >= 0
  } catch {
    return false // `docker run --user 12345`: the id has no name
  }
}

/** Every way to run PostgreSQL on a folder with this owner, best first. */
export function identities(owner: { uid: number; gid: number }): Identity[] {
  const uid = process.geteuid?.() ?? 0
  const gid = process.getegid?.() ?? 0
  if (uid !== 0) return named() ? [{ name: 'ourselves', uid, gid, prefix: [] }] : inNamespace(uid, gid)
  if (owner.uid !== 0) return asSystemUser(owner) // made by an earlier start, or chosen by the operator with chown
  const users = systemUsers()
  const user = ['aftercare', 'postgres', 'node', 'nobody']
    .map((name) => users.find((u) => u.name === name))
    .find(Boolean)
  return [...inNamespace(uid, gid), ...(user ? asSystemUser(user) : [])]
}

/** The first identity that can reach the folder and really execute the program; permission bits tell too little. */
export function chooseIdentity(dir: string, postgres: string, candidates: Identity[]): Identity {
  const refusals: string[] = []
  for (const candidate of candidates) {
    const probe = ['/bin/sh', '-c', 'cd "$0" && exec "$1" --version', path.dirname(dir), postgres]
    const [program, ...args] = [...candidate.prefix, ...probe]
    const tried = spawnSync(program!, args, { encoding: 'utf8', cwd: '/' })
    if (tried.status === 0) return candidate
    refusals.push(`as ${candidate.name}: ${(tried.error?.message ?? tried.stderr).trim()}`)
  }
  throw cannotStart(
    dir,
    `no way to run it as user ${process.geteuid?.()} (${refusals.join('; ') || 'no other user exists'}). ` +
      'PostgreSQL does not run as root: start as an ordinary user, or move the project out of /root.',
  )
}

/** The top folder changes hands last, so an interrupted change is taken up again by the next start. */
export function handOver(dir: string, to: { uid: number; gid: number }): void {
  if (process.geteuid?.() !== 0 || fs.statSync(dir).uid === to.uid) return
  for (const entry of fs.readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    fs.lchownSync(path.join(dir, entry), to.uid, to.gid)
  }
  fs.chownSync(dir, to.uid, to.gid)
}

let tethers: boolean | undefined

/**
 * Linux sends this signal when the thread that started the program dies, however it dies: no orphan after kill -9.
 * It must come after the identity in the command, because a change of user or namespace clears it in the kernel.
 */
export function tether(signal: 'INT' | 'KILL'): string[] {
  const command = ['setpriv', '--pdeathsig', signal]
  tethers ??= spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status === 0
  return tethers ? command : [] // macOS, BusyBox: the next start stops the orphan instead
}
