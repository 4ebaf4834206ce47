import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { importRequests, mappingNamed } from '../requests/import.ts'
import { requestFigures } from './index.ts'

const world = useWorld()
const DATA = path.resolve(import.meta.dirname, '../../../../../shared/data')
const VOLVO = path.join(DATA, 'bpi2013-volvo-incidents/incidents.csv.gz')
const SERVICENOW = path.join(DATA, 'itsm-servicenow-incidents/incident_events.csv.gz')
const REFERENCE = path.join(DATA, 'reference_answers.json')

async function figuresOf(file: string, name: string, source: string) {
  const actor = systemActor(world.tenant.id)
  const mapping = await world.services.db.tx(actor.tenantId, (tx) => mappingNamed(tx, name))
  const report = await importRequests(world.services, actor, {
    bytes: fs.createReadStream(file),
    mapping,
    dryRun: false,
  })
  expect(report.refused).toBe(0)
  const { sources } = await world.services.db.tx(actor.tenantId, (tx) => requestFigures(tx, actor, { source }))
  return sources[0]!
}

/** The reference was computed elsewhere with another program, from the same files. */
function reference() {
  return JSON.parse(fs.readFileSync(REFERENCE, 'utf8'))
}

test.runIf(fs.existsSync(VOLVO))(
  'the Volvo log: first line, ping-pong, handovers, durations as computed elsewhere',
  { timeout: 120_000 },
  async () => {
    const got = await figuresOf(VOLVO, 'volvo-vinst', 'bpi2013-volvo-incidents')
    const said = reference()['bpi2013-volvo-incidents']
    expect(got).toMatchObject({
      cases: said.cases,
      events: said.events,
      teams: said.support_teams,
      persons: said.resources,
      products: said.products,
    })
    expect(got.firstLineOnly).toMatchObject({ n: said.push_to_front_all_first_line.n, of: said.cases })
    expect(got.pingPong?.n).toBe(said.cases_with_ping_pong_ABA.n)
    expect(got.handover?.n).toBe(said.cases_with_team_handover.n)
    expect(got.meanHandovers).toBeCloseTo(said.mean_handovers, 4)
    expect(got.medianDays).toBeCloseTo(said.median_days_first_to_last_event, 4)
    expect(got.meanDays).toBeCloseTo(said.mean_days, 3)
    for (const [impact, [cases, days]] of Object.entries<[number, number]>(said.median_days_by_first_impact)) {
      const group = got.byImpact.find((one) => one.label === impact)!
      expect(group.cases).toBe(cases)
      expect(group.medianDays).toBeCloseTo(days, 4)
    }
    expect(got.byStatus.filter((one) => one.subStatus === 'Wait - User').map((one) => one.cases)).toEqual([
      said.cases_with_wait_user.n,
    ])
    expect(got.byProduct.slice(0, 3).map((one) => [one.label, one.cases])).toEqual(
      said.top5_products_by_cases.slice(0, 3),
    )
  },
)

test.runIf(fs.existsSync(SERVICENOW))(
  'the ServiceNow log: promises kept, hours to resolve, first-time fix as computed elsewhere',
  { timeout: 120_000 },
  async () => {
    const got = await figuresOf(SERVICENOW, 'servicenow-incidents', 'itsm-servicenow-incidents')
    const said = reference()['itsm-servicenow-incidents']
    expect(got).toMatchObject({
      cases: said.incidents,
      events: said.events,
      resolvedCases: said.incidents - said.resolved_missing,
    })
    expect(got.slaKept).toMatchObject({ n: said.sla_kept_last_row.n, of: said.incidents })
    expect(got.firstTimeFix?.n).toBe(said.first_line_fix_no_reassign_no_reopen.n)
    expect(got.reassigned?.n).toBe(said.reassigned_at_least_once.n)
    expect(got.reopened?.n).toBe(said.reopened_at_least_once.n)
    expect(got.medianHoursToResolve).toBeCloseTo(said.median_hours_open_to_resolved, 3)
    expect(got.medianHoursToClose).toBeCloseTo(said.median_hours_open_to_closed, 2)
    for (const [priority, of] of Object.entries<{ n: number; median_hours_to_resolve: number; sla_kept_pct: number }>(
      said.by_priority,
    )) {
      const group = got.byPriority.find((one) => one.label === priority)!
      expect(group.cases).toBe(of.n)
      expect(group.medianHoursToResolve).toBeCloseTo(of.median_hours_to_resolve, 3)
      expect(group.slaKeptPct).toBeCloseTo(of.sla_kept_pct, 3)
    }
    const unassigned = got.byLastTeam.find((one) => one.label === null)!
    expect([
      unassigned.cases,
      Number(unassigned.slaKeptPct!.toFixed(2)),
      Number(unassigned.firstTimeFixPct!.toFixed(2)),
    ]).toEqual([2157, 48.63, 16.83])
  },
)
