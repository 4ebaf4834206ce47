import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { systemActor } from '../../kit/actor.ts'
import { findingsCsv, importRequests, type Mapping, mappingShape, readMapping, shippedMappings } from './import.ts'

const world = useWorld()

const mapping: Mapping = mappingShape.parse({
  name: 'test-log',
  source: 'test-log',
  rows: 'events',
  caseId: 'Case',
  unknown: ['', '?'],
  times: { format: 'D/M/YYYY HH:MM', zone: 'Asia/Shanghai' },
  defaults: { kind: 'repair', country: 'CN', language: 'zh-CN', impact: 2, urgency: 2 },
  title: ['Product', 'Case'],
  impact: { column: 'Impact', map: { High: 1, Low: 3 } },
  status: { columns: ['Status'], map: { Open: 'in_progress', Closed: 'closed' }, otherwise: 'new' },
  opened: 'first event',
  resolved: 'Resolved',
  closed: 'last event',
  facts: { slaKept: { column: 'Kept', true: ['yes'] }, reassigned: 'Moves' },
  event: {
    at: 'When',
    status: 'Status',
    team: 'Team',
    line: { column: 'Team', pattern: ' L(\\d)$', otherwise: 1 },
    keep: [],
  },
  keep: ['Product'],
})
const HEAD = 'Case,When,Status,Team,Impact,Product,Resolved,Kept,Moves'

function run(lines: string[], options: { dryRun?: boolean } = {}) {
  const bytes = Readable.from([Buffer.from([HEAD, ...lines].join('\n'))])
  return importRequests(world.services, systemActor(world.tenant.id), {
    bytes,
    mapping,
    dryRun: options.dryRun ?? false,
  })
}
function rows<R>(query: ReturnType<typeof sql<R>>) {
  return world.services.db.tx(world.tenant.id, async (tx) => (await query.execute(tx)).rows)
}

const GOOD = [
  'A,1/3/2025 09:00,Open,Desk,High,Washer,,yes,0',
  'A,2/3/2025 10:30,Closed,Depot L2,High,Washer,2/3/2025 10:00,yes,1',
]

test('a dry run counts exactly and keeps nothing', async () => {
  const report = await run(GOOD, { dryRun: true })
  expect(report).toMatchObject({ rows: 2, cases: 1, created: 1, events: 2, refused: 0, dryRun: true })
  expect(await rows(sql`select 1 from requests.request where external_source = 'test-log'`)).toHaveLength(0)
})

test('events become one request with its history at the original times of the given zone', async () => {
  await run(GOOD)
  const [request] = await rows(sql<Record<string, unknown>>`select * from requests.request where external_id = 'A'`)
  expect(request).toMatchObject({
    status: 'closed',
    title: 'Washer · A',
    impact: 1,
    channel: 'import',
    external_source: 'test-log',
  })
  expect((request!.opened_at as Date).toISOString()).toBe('2025-03-01T01:00:00.000Z')
  expect((request!.closed_at as Date).toISOString()).toBe('2025-03-02T02:30:00.000Z')
  expect(request!.source_data).toMatchObject({ slaKept: true, reassigned: 1, Product: 'Washer' })
  const history = await rows(
    sql<{ seq: number; team: string; line: number }>`select seq, team, line from requests.history order by seq`,
  )
  expect(history).toEqual([
    { seq: 1, team: 'Desk', line: 1 },
    { seq: 2, team: 'Depot L2', line: 2 },
  ])
})

test('a second run of the same file changes nothing; a longer file updates the case and never doubles it', async () => {
  expect(await run(GOOD)).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
  const longer = await run([...GOOD, 'A,3/3/2025 08:00,Open,Desk,High,Washer,,no,2'])
  expect(longer).toMatchObject({ created: 0, updated: 1, unchanged: 0, events: 3 })
  const found = await rows(sql<{ status: string }>`select status from requests.request where external_id = 'A'`)
  expect(found).toEqual([{ status: 'in_progress' }])
  expect(await rows(sql`select 1 from requests.history`)).toHaveLength(3)
})

test('every defect is reported with its row, and only that row or value is left out', async () => {
  const report = await run([
    'B,5/3/2025 09:00,Open,Desk,?,Fan,,yes,0',
    'B,nonsense,Open,Desk,High,Fan,,yes,0',
    ',5/3/2025 09:00,Open,Desk,High,Fan,,yes,0',
    'C,6/3/2025 09:00,Open,"Desk "broken",High,Fan,,yes,0',
    'D,7/3/2025 09:00,Closed,Desk,Medium,Fan,6/3/2025 09:00,yes,many',
    'E,31/2/2025 09:00,Open,Desk,High,Fan,,yes,0',
    'F,8/3/2025 09:00,Open,Desk',
  ])
  const said = report.findings.map((one) => `${one.row} ${one.severity} ${one.code}`)
  expect(said).toContain('3 error import.bad_time')
  expect(said).toContain('4 error import.no_case_id')
  expect(said).toContain('5 error tables.quotes_broken')
  expect(said).toContain('6 warning import.unknown_value')
  expect(said).toContain('6 warning import.negative_duration')
  expect(said).toContain('6 warning import.bad_number')
  expect(said).toContain('7 error import.bad_time')
  expect(said).toContain('8 error tables.cell_count')
  expect(report).toMatchObject({ cases: 2, refused: 5, created: 2 })
  const [negative] = await rows(
    sql<{ resolved_at: Date | null }>`select resolved_at from requests.request where external_id = 'D'`,
  )
  expect(negative!.resolved_at).toBeNull()
  const csv = (await findingsCsv(report.findings, 'zh-CN').toArray()).join('')
  expect(csv).toContain('早于开始时间')
})

test('a file without a needed column, and an unusable mapping, are refused by name', async () => {
  const bytes = Readable.from([Buffer.from('Case,When\nA,1/3/2025 09:00')])
  const missing = importRequests(world.services, systemActor(world.tenant.id), { bytes, mapping, dryRun: false })
  await expect(missing).rejects.toMatchObject({
    code: 'import.columns_missing',
    values: { columns: expect.stringContaining('Status') },
  })
  expect(() => readMapping('{"name":"x"}', 'x.json')).toThrow(expect.objectContaining({ code: 'import.mapping_wrong' }))
  expect(shippedMappings().map((one) => one.name)).toEqual(['servicenow-incidents', 'volvo-vinst'])
})

test('two runs of the same file at once: one case', async () => {
  const both = await Promise.allSettled([
    run(['Z,1/3/2025 09:00,Open,Desk,High,Fan,,yes,0']),
    run(['Z,1/3/2025 09:00,Open,Desk,High,Fan,,yes,0']),
  ])
  expect(both.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled'])
  expect(await rows(sql`select 1 from requests.request where external_id = 'Z'`)).toHaveLength(1)
})

test('after thousands of rows a worker takes the statistics of the tables they filled; after a few nobody bothers', async () => {
  const filled = ['requests.request', 'requests.history', 'kit.search_entry']
  const taken = async () => {
    const found = await world.services.ownerPool.query(
      `select t, coalesce(s.last_analyze, '-infinity') as at, c.reltuples from unnest($1::regclass[]) t
       join pg_class c on c.oid = t join pg_stat_user_tables s on s.relid = t order by t::text`,
      [filled],
    )
    return found.rows as { at: Date | number; reltuples: number }[]
  }
  await run(['few,1/3/2025 09:00,Open,Desk,High,Washer,,yes,0'])
  await world.jobs()
  const before = await taken()
  const day = (n: number) => `${1 + (n % 28)}/3/2025 09:00`
  await run(Array.from({ length: 3000 }, (_, n) => `bulk-${n},${day(n)},Open,Desk,High,Washer,,yes,0`))
  await world.jobs()
  for (const [i, { at, reltuples }] of (await taken()).entries()) {
    expect(Number(before[i]!.at), filled[i]).toBeLessThan(Number(at))
    expect(reltuples).toBeGreaterThanOrEqual(3000)
  }
  expect(before.map((one) => Number(one.at))).toEqual(filled.map(() => Number.NEGATIVE_INFINITY))
})

test('the application takes statistics of tables of companies alone', async () => {
  for (const table of ['pg_catalog.pg_authid', 'graphile_worker._private_jobs'])
    await expect(rows(sql`select kit.take_statistics(${table}::regclass)`)).rejects.toMatchObject({ code: '42501' })
})
