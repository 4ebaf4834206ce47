import fs from 'node:fs'
import path from 'node:path'

export interface Instance {
  name: string
  group: string
  file: string
  format: 'vrptw' | 'vrplib' | 'vroom'
  /** in the units the solver answers in; null where a peer is the measure */
  bestKnown: number | null
}

/** What VROOM reached at its best level. */
export interface Peer {
  priority: number
  assigned: number
  travel: number
}

type Row = Record<string, string>

/** A folder of instances: best_known.csv (VRPTW), best_known_variants.csv (VRPLIB), fieldservice/ (VROOM JSON). */
export function readInstances(dir: string, only: RegExp | null): Instance[] {
  const all = [
    ...rows(dir, 'best_known.csv').map((row): Instance => {
      const name = row.instance!
      return {
        name,
        group: groupOf(name, Number(row.customers)),
        file: path.join(dir, 'vrptw', `${name}.txt`),
        format: 'vrptw',
        bestKnown: 10 * Number(row.best_known_distance),
      }
    }),
    ...rows(dir, 'best_known_variants.csv').map((row): Instance => {
      const name = row.instance!
      const file = path.join(dir, row.set!, `${name}.vrp`)
      return { name, group: row.set!, file, format: 'vrplib', bestKnown: Number(row.best_known_cost_scaled_int) }
    }),
    ...fieldService(dir),
  ]
  return all.filter(({ name, group, file }) => fs.existsSync(file) && (!only || only.test(name) || only.test(group)))
}

function groupOf(name: string, customers: number): string {
  const kind = /^(RC|R|C)[12]/.exec(name)?.[0] ?? name
  return customers <= 100 ? `solomon ${kind}` : `homberger ${customers}`
}

function fieldService(dir: string): Instance[] {
  const folder = path.join(dir, 'fieldservice')
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      name: file,
      group: 'fieldservice',
      file: path.join(folder, file),
      format: 'vroom' as const,
      bestKnown: null,
    }))
}

/** Per instance the better of VROOM's levels: priority, then jobs, then travel. */
export function peersOf(dir: string): Map<string, Peer> {
  const best = new Map<string, Peer>()
  for (const row of rows(dir, 'fieldservice_vroom_reference.csv')) {
    const one: Peer = {
      priority: Number(row.priority_assigned),
      assigned: Number(row.jobs_assigned),
      travel: Number(row.travel_seconds),
    }
    const known = best.get(row.instance!)
    const rank = ({ priority, assigned, travel }: Peer) => [priority, assigned, -travel]
    const ahead = known ? rank(one).findIndex((value, i) => value !== rank(known)[i]) : 0
    if (!known || (ahead >= 0 && rank(one)[ahead]! > rank(known)[ahead]!)) best.set(row.instance!, one)
  }
  return best
}

function rows(dir: string, file: string): Row[] {
  const full = path.join(dir, file)
  if (!fs.existsSync(full)) return []
  const [head, ...lines] = fs.readFileSync(full, 'utf8').trim().split(/\r?\n/).map(cells)
  return lines.map((line) => Object.fromEntries(head!.map((name, i) => [name, line[i] ?? ''])))
}

/** Fields of a CSV line; a field in quotes may hold commas. */
const cells = (line: string) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1] ?? '')
