import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { sentFile } from '../../../test/upload.ts'

const world = useWorld()
const mapping = {
  name: 'old-desk',
  source: 'old-desk',
  rows: 'cases',
  caseId: 'No',
  times: { format: 'YYYY-MM-DD HH:MM', zone: 'Europe/Berlin' },
  defaults: { kind: 'repair', country: 'DE', language: 'en', impact: 2, urgency: 2 },
  title: ['What'],
  status: { columns: ['State'], map: { done: 'closed' }, otherwise: 'triaged' },
  opened: 'Opened',
  closed: 'Closed',
}
const FILE = [
  'No,What,State,Opened,Closed',
  'A1,Pump leaks,open,2025-03-01 09:00,',
  'A2,Fan is loud,done,2025-03-01 10:00,2025-03-02 08:00',
  'A3,No heat,done,yesterday,',
].join('\n')

let manager: Client
beforeAll(async () => {
  manager = await world.tenant.as('service_manager')
})

const upload = (who: Client, name: string, content: string, purpose: 'table' | 'document' = 'table') =>
  sentFile(who, purpose, { name, content })

async function imported(body: object) {
  const begun = await manager.post('/requests/imports', body)
  expect(begun.status).toBe(202)
  await world.jobs()
  return (await manager.get(`/tasks/${begun.body.taskId}`)).body
}

test('a preview shows columns and rows, and which remembered mapping fits', async () => {
  const fileId = await upload(manager, 'cases.csv', FILE)
  const before = await manager.post('/requests/import-preview', { fileId })
  expect(before.body).toMatchObject({ format: 'csv', headers: ['No', 'What', 'State', 'Opened', 'Closed'], fits: [] })
  expect(before.body.rows[0]).toEqual(['A1', 'Pump leaks', 'open', '2025-03-01 09:00', ''])
  expect((await manager.put('/requests/import-mappings', mapping)).status).toBe(200)
  const after = await manager.post('/requests/import-preview', { fileId })
  expect(after.body.fits).toEqual(['old-desk'])
  const known = await manager.get('/requests/import-mappings')
  const names = known.body.items.map((one: { mapping: { name: string } }) => one.mapping.name)
  expect(names).toEqual(['old-desk', 'servicenow-incidents', 'volvo-vinst'])
})

test('a dry run keeps nothing and gives the findings as a file in the language of the person', async () => {
  const fileId = await upload(manager, 'cases.csv', FILE)
  const dry = await imported({ fileId, mapping: 'old-desk', dryRun: true })
  expect(dry).toMatchObject({ state: 'done', result: { dryRun: true, rows: 3, cases: 3, created: 2, refused: 1 } })
  expect(dry.result.first).toMatchObject([
    { row: 4, column: 'Opened', code: 'import.bad_time', severity: 'warning' },
    { row: 4, column: 'Opened', code: 'import.no_time', severity: 'error' },
  ])
  const findings = await manager.get(`/files/${dry.fileId}`)
  expect(findings.raw.body).toContain('"yesterday" is not a time in the given format.'.replaceAll('"', '""'))
  expect((await manager.get('/requests?filter[channel]=import')).body.items).toHaveLength(0)
})

test('the import keeps what the dry run counted; a second one doubles nothing', async () => {
  const fileId = await upload(manager, 'cases.csv', FILE)
  const first = await imported({ fileId, mapping, dryRun: false })
  expect(first).toMatchObject({ state: 'done', result: { created: 2, refused: 1 } })
  const again = await imported({ fileId, mapping: 'old-desk', dryRun: false })
  expect(again.result).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
  expect((await manager.get('/requests?filter[channel]=import')).body.items).toHaveLength(2)
})

test('the history of an imported case stands in its timeline at the original times', async () => {
  const events = {
    ...mapping,
    name: 'old-events',
    source: 'old-events',
    rows: 'events',
    opened: 'first event',
    closed: 'last event',
    event: { at: 'Opened', status: 'State', team: 'What' },
  }
  const fileId = await upload(
    manager,
    'events.csv',
    'No,What,State,Opened\nE1,Desk,open,2025-03-01 09:00\nE1,Depot,done,2025-03-02 10:00',
  )
  await imported({ fileId, mapping: events, dryRun: false })
  const [found] = (await manager.get('/requests?filter[externalId]=E1')).body.items
  const { body } = await manager.get(`/requests/${found.id}/timeline?limit=1`)
  expect(body.items).toMatchObject([
    { type: 'history', at: '2025-03-02T09:00:00.000Z', isPublic: false, data: { status: 'done', team: 'Depot' } },
  ])
  const earlier = await manager.get(`/requests/${found.id}/timeline?after=${body.next}`)
  expect(earlier.body.items).toMatchObject([{ at: '2025-03-01T08:00:00.000Z', data: { status: 'open', team: 'Desk' } }])
})

test('a file that lacks the columns fails by name and keeps nothing', async () => {
  const fileId = await upload(manager, 'other.csv', 'a,b\n1,2')
  expect(await imported({ fileId, mapping, dryRun: false })).toMatchObject({
    state: 'failed',
    errorCode: 'import.columns_missing',
  })
})

test('a cancelled import never begins', async () => {
  const fileId = await upload(manager, 'cases.csv', FILE.replaceAll('A', 'C'))
  const { body } = await manager.post('/requests/imports', { fileId, mapping, dryRun: false })
  await manager.put(`/tasks/${body.taskId}/cancellation`)
  await world.jobs()
  expect((await manager.get(`/tasks/${body.taskId}`)).body.state).toBe('cancelled')
  expect((await manager.get('/requests?filter[externalId]=C1')).body.items).toHaveLength(0)
})

test('refused: no permission, an unknown mapping, a wrong one, a file of somebody else or of another kind', async () => {
  const fileId = await upload(manager, 'cases.csv', FILE)
  const desk = await world.tenant.as('service_desk')
  expect((await desk.post('/requests/imports', { fileId, mapping })).status).toBe(403)
  expect((await manager.post('/requests/imports', { fileId, mapping: 'nobody' })).body.code).toBe(
    'import.mapping_unknown',
  )
  expect((await manager.put('/requests/import-mappings', { ...mapping, caseId: '' })).status).toBe(422)
  const broken = { ...mapping, rows: 'events', event: { at: 'x', line: { column: 'y', pattern: '(', otherwise: 1 } } }
  expect((await manager.put('/requests/import-mappings', broken)).status).toBe(422)
  const colleague = await world.tenant.as('service_manager')
  expect((await colleague.post('/requests/import-preview', { fileId })).status).toBe(404)
  const stranger = await (await world.makeTenant('other')).as('service_manager')
  expect((await stranger.post('/requests/imports', { fileId, mapping })).status).toBe(404)
  const pdf = await upload(manager, 'paper.pdf', '%PDF-1.4\n%%EOF', 'document')
  expect((await manager.post('/requests/import-preview', { fileId: pdf })).status).toBe(415)
})
