import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, useWorld } from '../../../test/harness.ts'
import { at, tinyApp } from '../../../test/tiny-app.ts'
import { routes as files } from '../files/routes.ts'
import { newId } from '../ids.ts'
import { routes as notices } from '../notices/routes.ts'
import { routes as tasks } from '../tasks/routes.ts'
import { choice, defineList, idColumn, instantColumn, namesColumn, numberColumn, text } from './definition.ts'
import { listRoutes } from './routes.ts'

const world = useWorld()
let desk: Client
let other: Client

const people = defineList({
  name: 'export-people',
  words: 'requests',
  path: '/export-people',
  needs: 'parties.read',
  summary: 'People of this test',
  from: 'people.person p',
  id: 'p.id',
  visible: () => sql<boolean>`p.number like 'T%'`,
  columns: {
    number: text('p.number', { sortable: true }),
    name: text('p.name', { sortable: true }),
    status: choice(`case when p.is_active then 'new' else 'closed' end`, ['new', 'closed']),
    version: numberColumn('p.version'),
    label: namesColumn(`jsonb_build_object('en', 'Pump', 'zh-CN', '泵')`),
    openedAt: instantColumn('p.created_at', { sortable: true }),
    oddColumn: idColumn('p.id'),
    unit: text(`case p.number when 'T000001' then 'piece' else 'crate' end`, { words: 'parts:unit' }),
  },
  sort: 'number',
})

beforeAll(async () => {
  const app = await tinyApp(world, [...listRoutes(people), ...tasks, ...files, ...notices])
  desk = at(app, await world.tenant.as('service_desk'))
  other = at(app, await world.tenant.as('service_desk'))
  await fill(1, 3)
})

async function fill(from: number, to: number): Promise<void> {
  await world.services.db.tx(world.tenant.id, (tx) =>
    sql`insert into people.person (id, number, name, time_zone, created_at, is_active)
      select gen_random_uuid(), 'T' || lpad(n::text, 6, '0'), case n when 2 then '=1+1' else 'P' || n end, 'UTC',
        '2026-11-21T16:30:00Z', n <> 3 from generate_series(${from}::int, ${to}::int) n`.execute(tx),
  )
}
const lines = (answer: { body: string }) => answer.body.replace('\uFEFF', '').trimEnd().split('\r\n')

test('CSV follows filter, sort and columns, with headings and values in the language and times of the zone', async () => {
  const query = 'columns=number,status,label,openedAt,name&sort=-number&filter[version]=1'
  const got = await desk.get(`/export-people/export?${query}&zone=Asia/Shanghai`, { 'accept-language': 'zh-CN' })
  expect(got.status).toBe(200)
  expect(got.headers['content-type']).toContain('text/csv')
  expect(got.headers['content-disposition']).toMatch(/attachment; filename="export-people-\d{12}\.csv"/)
  const [head, first, second] = lines(got)
  expect(head).toMatch(/^[一-鿿]+,[一-鿿]+,label,[一-鿿]+ \(Asia\/Shanghai\),name$/)
  expect(first).toMatch(/^T000003,[一-鿿]+,泵,2026-11-22 00:30:00,P3$/)
  expect(second).toContain(",'=1+1")
  const filtered = await desk.get('/export-people/export?columns=number&filter[status]=closed')
  expect(lines(filtered).slice(1)).toEqual(['T000003'])
  expect(lines(await desk.get('/export-people/export'))[0]).not.toContain('oddColumn')
})

test('a text with words is said where it is known, and stays as it is where it is not', async () => {
  const got = await desk.get('/export-people/export?columns=unit&sort=number', { 'accept-language': 'zh-CN' })
  expect(lines(got).slice(1)).toEqual(['件', 'crate', 'crate'])
})

test('XLSX holds numbers as numbers and times as times', async () => {
  const got = await desk.get('/export-people/export?format=xlsx&columns=number,version,openedAt&zone=UTC')
  const book = new ExcelJS.Workbook()
  await book.xlsx.read(Readable.from(got.raw.rawPayload))
  const row = book.worksheets[0]!.getRow(2)
  expect([row.getCell(1).value, row.getCell(2).value]).toEqual(['T000001', 1])
  expect(row.getCell(3).value).toEqual(new Date('2026-11-21T16:30:00Z'))
})

test('an unknown column or zone is refused by name', async () => {
  expect((await desk.get('/export-people/export?columns=number,secret')).body.errors[0].path).toBe('columns')
  expect((await desk.get('/export-people/export?zone=Mars/North')).body.errors[0].path).toBe('zone')
  expect((await desk.get('/export-people/export?filter[version]=x')).body.errors[0].path).toBe('filter[version]')
})

test('more than 10,000 rows become a task; its file is for whoever asked, and a notice says so', async () => {
  await fill(4, 10_001)
  const asked = await desk.get('/export-people/export?columns=number,name&filter[status]=new')
  expect(asked.status).toBe(200)
  expect(lines(asked)).toHaveLength(10_001)
  const long = await desk.get('/export-people/export?columns=number,name')
  expect(long.status).toBe(202)
  const url = `/tasks/${long.body.taskId}`
  expect((await desk.get(url)).body).toMatchObject({ state: 'waiting', kind: 'export-list' })
  expect((await other.get(url)).status).toBe(404)
  await world.jobs()
  const done = (await desk.get(url)).body
  expect(done).toMatchObject({ state: 'done', result: { rows: 10_001 } })
  const file = await desk.get(`/files/${done.fileId}?download=true`)
  expect(new Set(lines(file)).size).toBe(10_002)
  expect((await other.get(`/files/${done.fileId}`)).status).toBe(404)
  const { items } = (await desk.get('/notices')).body
  expect(items[0]).toMatchObject({ kind: 'common:notice.export_done', details: { rows: 10_001 } })
})

test('waiting work can be cancelled, finished work cannot', async () => {
  const { body } = await desk.get('/export-people/export?columns=number&sort=name')
  const cancelled = await desk.put(`/tasks/${body.taskId}/cancellation`)
  expect(cancelled.body.state).toBe('cancelled')
  await world.jobs()
  expect((await desk.get(`/tasks/${body.taskId}`)).body).toMatchObject({ state: 'cancelled', fileId: null })
  const finished = (await desk.get('/tasks')).body.items.find((one: { state: string }) => one.state === 'done')
  expect((await desk.put(`/tasks/${finished.id}/cancellation`)).status).toBe(409)
  expect((await other.put(`/tasks/${body.taskId}/cancellation`)).status).toBe(404)
  expect((await desk.get(`/tasks/${newId()}`)).status).toBe(404)
})
