import fs from 'node:fs'

/** Clock ticks of a second: 100 on every Linux there is. */
const TICKS = 100

interface Process {
  pid: number
  parent: number
  /** seconds of processor time so far */
  cpu: number
}

/** Processor seconds of some processes and all below them, where /proc tells them; else null. */
export function cpuOf(roots: readonly number[]): number | null {
  const all = processes()
  if (!all) return null
  const counted = below(all, roots)
  return all.reduce((sum, one) => (counted.has(one.pid) ? sum + one.cpu : sum), 0)
}

/** These processes and all below them. */
export function treeOf(roots: readonly number[]): number[] {
  return [...below(processes() ?? [], roots)]
}

function processes(): Process[] | null {
  if (!fs.existsSync('/proc/self/stat')) return null
  return fs.readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readProcess(Number(name)) ?? []) : []))
}

function below(all: readonly Process[], roots: readonly number[]): Set<number> {
  const found = new Set(roots)
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const one of all) if (found.has(one.parent)) found.add(one.pid)
  }
  return found
}

function readProcess(pid: number): Process | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold blanks: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { pid, parent: Number(fields[1]), cpu: (Number(fields[11]) + Number(fields[12])) / TICKS }
  } catch {
    return null // gone meanwhile
  }
}
