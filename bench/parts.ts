import fs from 'node:fs'
import path from 'node:path'
import { forecastPanel, type Panel, readHistory, seededRandom } from '../packages/parts-planning/src/index.ts'
import { type Bench, quantile, rounded } from './kind.ts'
import { type Method, panelNb, sesNb } from './parts-peers.ts'
import { filledAt95, MONTHS, type Score, score, stockAt95 } from './parts-score.ts'

const CURVES = ['item L1', 'item L2', 'ratio L1', 'ratio L2'] as const
const HISTORY = path.resolve(import.meta.dirname, '../../shared/data/carparts-demand/carparts_monthly.csv')

/** Stock for 95 % filled and wQL of our planning beside SES+NB and Panel-NB, with paired bootstrap intervals over the parts. */
export const partsBench: Bench = {
  name: 'parts',
  describe:
    'stock for 95 % filled: our planning beside SES+NB and Panel-NB, paired intervals (51 months, parts observed in all)',
  options: [
    ['--history <file>', 'CSV: Part, then 51 months', HISTORY],
    ['--draws <n>', 'bootstrap draws', '400'],
  ],
  async run(flags, say) {
    const panel = completeParts(flags.history ?? HISTORY)
    const methods: [name: string, method: Method, rule: 'each' | 'together'][] = [
      ['SES+NB', sesNb, 'each'],
      ['Panel-NB', panelNb, 'each'],
      ['ours', (known) => forecastPanel(known), 'together'],
    ]
    const scores = Object.fromEntries(
      methods.map(([name, method, rule]) => [name, score(panel, method, rule, (text) => say(`${name}: ${text}`))]),
    )
    const draws = Number(flags.draws ?? 400)
    const ours = scores.ours!
    return {
      bench: 'parts',
      ratio: rounded(stockAt95(ours, 'ratio L1') / stockAt95(scores['Panel-NB']!, 'ratio L1')),
      parts: panel.parts.length,
      methods: Object.fromEntries(Object.entries(scores).map(([name, one]) => [name, figures(one)])),
      pairedRatios: {
        'SES+NB': paired(ours, scores['SES+NB']!, draws),
        'Panel-NB': paired(ours, scores['Panel-NB']!, draws),
      },
      node: process.version,
    }
  },
}

function completeParts(file: string): Panel {
  const [header, ...lines] = fs.readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const rows = lines.map((line, n) => ({ row: n + 2, cells: line.split(',') }))
  const complete = rows.filter(({ cells }) => cells.every((cell) => cell !== ''))
  const read = readHistory({ headers: header!.split(','), rows: complete })
  if ('problems' in read) throw new Error(`${file}: ${JSON.stringify(read.problems[0])}`)
  if (read.panel.months < MONTHS.until) throw new Error(`${file} has ${read.panel.months} months, not ${MONTHS.until}`)
  return read.panel
}

function figures(one: Score) {
  return {
    stockAt95: Object.fromEntries(CURVES.map((curve) => [curve, Math.round(stockAt95(one, curve))])),
    filledAtItem95Percent: (['item L1', 'item L2'] as const).map((curve) => rounded(100 * filledAt95(one, curve), 2)),
    wql: one.wql.map((loss) => rounded(loss, 4)),
    biasPercent: rounded(one.biasPercent, 1),
    cpuSecondsAPlan: rounded(one.seconds, 1),
  }
}

/** Ratio of the stock at 95 % with its 95 % interval: the same drawn parts for both. */
function paired(ours: Score, other: Score, draws: number) {
  const random = seededRandom(1)
  const count = ours.asked.length
  const drawn = Array.from({ length: draws }, () => {
    const times = new Uint16Array(count)
    for (let n = 0; n < count; n++) {
      const i = Math.floor(random() * count)
      times[i] = times[i]! + 1
    }
    return times
  })
  return Object.fromEntries(
    CURVES.map((curve) => {
      const ratios = drawn.map((times) => stockAt95(ours, curve, times) / stockAt95(other, curve, times))
      const plain = stockAt95(ours, curve) / stockAt95(other, curve)
      return [
        curve,
        { ratio: rounded(plain), from: rounded(quantile(ratios, 0.025)), to: rounded(quantile(ratios, 0.975)) },
      ]
    }),
  )
}
