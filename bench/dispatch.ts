import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Peer, peersOf, readInstances } from './dispatch-set.ts'
import { type Bench, quantile, rounded } from './kind.ts'

const CLI = fileURLToPath(new URL('../server/src/cli/main.ts', import.meta.url))

interface Run {
  instance: string
  group: string
  seed: number
  gapPercent: number | null
  cpuSeconds: number
  iterations: number
  /** largest resident set of the whole command */
  peakMb: number
}

/** Says on leaving what the process needed; the command itself does not tell. */
const TELL_PEAK = 'data:text/javascript,process.on("exit",()=>console.error("peakKb="+process.resourceUsage().maxRSS))'

/** Every run is a process of its own, so that none finds its code compiled by the one before. */
function solveOnce(file: string, format: string, flags: readonly string[]) {
  // The flags the command itself runs with.
  const command = [
    ...process.execArgv,
    '--import',
    TELL_PEAK,
    CLI,
    'dispatch',
    'solve',
    file,
    '--format',
    format,
    '--json',
    ...flags,
  ]
  const done = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (done.status !== 0) throw new Error(`${file}: ${done.stderr.trim()}`)
  const peakMb = rounded(Number(/peakKb=(\d+)/.exec(done.stderr)?.[1]) / 1024)
  return { out: JSON.parse(done.stdout) as Record<string, unknown>, peakMb }
}

/** Where the reference stands: ahead in priority, then in jobs, then in travel. */
function against(
  summary: { priority: number; assigned: number; duration: number },
  peer: Peer,
): 'better' | 'equal' | 'worse' {
  const ours = [summary.priority, summary.assigned, -summary.duration]
  const theirs = [peer.priority, peer.assigned, -peer.travel]
  const first = ours.findIndex((one, i) => one !== theirs[i])
  if (first < 0) return 'equal'
  return ours[first]! > theirs[first]! ? 'better' : 'worse'
}

function table(runs: readonly Run[]) {
  const groups = [...new Set(runs.map(({ group }) => group))]
  return groups.map((group) => {
    const gaps = runs.flatMap((one) => (one.group === group && one.gapPercent !== null ? [one.gapPercent] : []))
    const mean = gaps.reduce((sum, one) => sum + one, 0) / gaps.length
    return {
      group,
      runs: gaps.length,
      meanGapPercent: rounded(mean),
      medianGapPercent: rounded(quantile(gaps, 0.5)),
      worstGapPercent: rounded(Math.max(...gaps)),
      peakMb: Math.max(...runs.flatMap((one) => (one.group === group ? [one.peakMb] : []))),
    }
  })
}

/** A quick look: some of each set, the small ones; one seed and one processor second each. */
const QUICK = {
  only: '^(C101|R103|R211|RC103|RC207|R1_2_4|RC1_2_2|PR11A|R1_10_3|fs_60j.*|fs_120j.*)$',
  seeds: '1',
  cpuSeconds: '1',
}
const FULL = { only: undefined, seeds: '3', cpuSeconds: '2' }

/** Gap to the best-known values on a folder of instances, at a budget of processor seconds. */
export const dispatchBench: Bench = {
  name: 'dispatch',
  describe: 'plans of public instances: gap to the best known cost at a budget of processor seconds',
  options: [
    ['--set <dir>', 'folder with best_known.csv and instances', '../shared/data/dispatch'],
    [
      '--quick',
      'a quick look: some instances of each set, one seed and one processor second each, unless told otherwise',
    ],
    ['--cpu-seconds <n>', 'processor seconds per run, from the parsed input on (2)'],
    [
      '--wall-seconds <n>',
      'seconds by the clock instead, to compare threads on a machine at rest; not for fieldservice',
    ],
    ['--threads <n>', 'threads per run', '1'],
    ['--seeds <n>', 'runs per instance (3)'],
    ['--only <pattern>', 'regular expression: group or name of the instances to run, such as solomon or R1_10'],
  ],
  async run(flags, say) {
    const preset = flags.quick ? QUICK : FULL
    const { set = '.', wallSeconds, threads = '1' } = flags
    const { cpuSeconds = preset.cpuSeconds, seeds = preset.seeds, only = preset.only } = flags
    const budget = wallSeconds ? ['--wall-seconds', wallSeconds] : ['--cpu-seconds', cpuSeconds]
    const instances = readInstances(path.resolve(set), only ? new RegExp(only) : null)
    if (instances.length === 0) throw new Error(`no instances in ${set}`)
    const runs: Run[] = []
    const compared: object[] = []
    for (const { name, group, file, format, bestKnown } of instances)
      for (let seed = 1; seed <= Number(seeds); seed++) {
        say(`${name}, seed ${seed}`)
        const { out, peakMb } = solveOnce(file, format, [...budget, '--threads', threads, '--seed', String(seed)])
        if (format === 'vroom') {
          compared.push(compare(name, seed, out, peersOf(path.resolve(set))))
          continue
        }
        const gap = 100 * (Number(out.cost) / bestKnown! - 1)
        const { cpuSeconds: spent, iterations } = out as { cpuSeconds: number; iterations: number }
        runs.push({ instance: name, group, seed, gapPercent: rounded(gap), cpuSeconds: spent, iterations, peakMb })
      }
    return {
      bench: 'dispatch',
      ...(wallSeconds ? { wallSeconds: Number(wallSeconds) } : { cpuSeconds: Number(cpuSeconds) }),
      threads: Number(threads),
      groups: table(runs),
      runs,
      ...(compared.length > 0 ? { fieldService: compared } : {}),
      node: process.version,
    }
  },
}

function compare(name: string, seed: number, out: Record<string, unknown>, peers: Map<string, Peer>) {
  const { summary, routes } = out as {
    summary: { priority: number; unassigned: number; duration: number }
    routes: { steps: { type: string }[] }[]
  }
  const works = routes.flatMap(({ steps }) => steps).filter(({ type }) => ['job', 'pickup', 'delivery'].includes(type))
  const ours = { priority: summary.priority, assigned: works.length, duration: summary.duration }
  const peer = peers.get(name)
  return { instance: name, seed, ours, vroom: peer, verdict: peer ? against(ours, peer) : null }
}
