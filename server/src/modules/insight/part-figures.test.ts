import { Readable } from 'node:stream'
import { words } from '@aftercare/words/server'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { readTable } from '../../kit/tables/index.ts'
import { makePlan, type Plan } from '../dispatch/plan.fixture.ts'
import { useStock } from '../parts/stock.fixture.ts'
import { PART_FIGURES } from './part-figures.ts'

const stock = useStock()
let plan: Plan
beforeAll(async () => {
  plan = await makePlan(stock.world)
})
const dayOf = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
const period = `from=${dayOf(-2)}&to=${dayOf(2)}`
const ask = (placeId: string, partId: string, quantity: number, more = {}) =>
  stock.keeper.post('/part-requests', { placeId, lines: [{ partId, quantity }], ...more })
interface Told {
  key: string
  value: number | null
  n: number | null
  of: number | null
}
async function figures(placeId: string, more = '', who = stock.keeper): Promise<Record<string, Told>> {
  const { body } = await who.get(`/insight/parts?${period}&placeId=${placeId}${more}`)
  return Object.fromEntries(body.figures.map((one: Told) => [one.key, one]))
}

test('lines, units and parts filled at once: counted at the first ask, whatever comes later', async () => {
  const [often, once, place] = [await stock.part(), await stock.part(), await stock.place()]
  await stock.receive(often, place, 5)
  await ask(place, often, 3)
  await ask(place, often, 4)
  await ask(place, once, 1)
  const said = await figures(place)
  expect(said.lineFill).toMatchObject({ n: 1, of: 3 })
  expect(said.unitFill).toMatchObject({ n: 5, of: 8, value: 62.5 })
  // Five sevenths of the one, none of the other.
  expect(said.itemFill!.value).toBeCloseTo((5 / 7 / 2) * 100, 6)
  await stock.receive(often, place, 10)
  await stock.world.jobs()
  expect((await figures(place)).unitFill).toMatchObject({ n: 5, of: 8 })
  const sheet = await stock.keeper.get(`/insight/parts/export?${period}&placeId=${place}`, {
    'accept-language': 'zh-TW',
  })
  const table = await readTable(Readable.from([sheet.raw.rawPayload]))
  const rows = []
  for await (const row of table.rows) rows.push(row.cells)
  expect(rows).toHaveLength(2)
  expect(table.headers).toContain(words('zh-TW')('insight:parts.unitsFilled'))
})

test('a told day counts as kept when all had come by the first day told, as broken when it is past, and not when it was given up', async () => {
  const [kept, broken, given, place] = [await stock.part(), await stock.part(), await stock.part(), await stock.place()]
  for (const partId of [kept, broken, given])
    await stock.keeper.post('/purchase-orders', {
      ...{ supplier: 'Maker', placeId: place },
      lines: [{ partId, quantity: 2, unitMinor: '100', expectedOn: dayOf(3) }],
    })
  await ask(place, kept, 2)
  await ask(place, broken, 2)
  const { body: gone } = await ask(place, given, 2)
  expect((await figures(place)).etaKept).toMatchObject({ of: 0, value: null })
  await stock.receive(kept, place, 2)
  await stock.world.jobs()
  await stock.keeper.put(`/part-requests/${gone.id}/cancellation`, { reason: 'no need' })
  // The day told has passed and nothing came.
  await stock.rows(
    sql`update parts.demand_line set promised_on = current_date - 3 where part_id in (${broken}, ${given})`,
  )
  expect((await figures(place)).etaKept).toMatchObject({ n: 1, of: 2, value: 50 })
})

test('what a shortage costs is told in the price of the last plan, and not before there is one', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  await ask(place, part, 4)
  expect((await figures(place)).shortageCost).toMatchObject({ value: null, n: 4 })
  const run = newId()
  await stock.rows(sql`insert into replenishment.run (id, kind, state, options) values (${run}, 'plan', 'done', '{}')`)
  await stock.rows(sql`insert into replenishment.proposal (id, run_id, kind, part_id, place_id, quantity, unit_minor, money_minor, level, position,
      mean, fill, risk, rule, facts)
    values (${newId()}, ${run}, 'enough', ${part}, ${place}, 0, 0, 0, 0, 0, 0, 0, 0, 'price', '{"shortageMinor": 2500}')`)
  expect((await figures(place)).shortageCost).toMatchObject({ value: 10_000, n: 4 })
})

test('a repair that took two visits is the parts’ miss when what it asked for was not all there', async () => {
  const [part, place] = [await stock.part(), await stock.place()]
  const requests: string[] = []
  const technicianId = await plan.technician({ name: '王师傅' })
  for (const visits of [1, 2, 2]) {
    const order = await plan.order()
    requests.push(order.request.id)
    for (let n = 0; n < visits; n++)
      await stock.rows(sql`insert into dispatch.visit (id, number, work_order_id, request_id, technician_id, status, planned)
        values (${newId()}, ${`T${newId()}`}, ${order.id}, ${order.request.id}, ${technicianId}, 'done', tstzrange(now(), now() + interval '1 hour'))`)
    await stock.rows(
      sql`update requests.request set status = 'resolved', kind = 'repair' where id = ${order.request.id}`,
    )
  }
  await ask(place, part, 1, { requestId: requests[1] })
  const { body } = await stock.keeper.get(`/insight/parts?${period}`)
  const said = Object.fromEntries(body.figures.map((one: Told) => [one.key, one]))
  expect(said.partFirstTimeFix).toMatchObject({ n: 1, of: 3 })
  expect(said.missedForParts).toMatchObject({ n: 1, of: 2, value: 50 })
})

test('others are not shown them; a station counts its own places; another company has none; a period is whole', async () => {
  const { tenant } = stock.world
  expect((await (await tenant.as('technician')).get(`/insight/parts?${period}`)).status).toBe(403)
  expect((await stock.keeper.get(`/insight/parts?from=${dayOf(2)}&to=${dayOf(1)}`)).body.errors[0].path).toBe('to')
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  const { body } = await stranger.get(`/insight/parts?${period}`)
  expect(body.figures.map((one: Told) => one.key)).toEqual([...PART_FIGURES])
  expect(body.figures.filter((one: Told) => one.of)).toEqual([])
  const { stationId, otherStationId } = plan
  const [part, place] = [await stock.part(), await stock.place('station', { stationId })]
  await ask(place, part, 1)
  const elsewhere = await tenant.as('station_manager', { stationId: otherStationId })
  expect((await figures(place, '', elsewhere)).lineFill).toMatchObject({ of: 0 })
  expect((await figures(place)).lineFill).toMatchObject({ of: 1 })
  expect((await figures(place, `&classId=${newId()}`)).lineFill).toMatchObject({ of: 0 })
})

test('a line belongs to the month and the day of the zone that is asked for', async () => {
  const [partId, place] = [await stock.part(), await stock.place()]
  await stock.receive(partId, place, 1)
  // Half past eleven in the evening of March in Shanghai, half past midnight of April there, and noon of that day.
  for (const [quantity, at] of [
    [1, '2026-03-31T15:30Z'],
    [1, '2026-03-31T16:30Z'],
    [1, '2026-04-01T04:00Z'],
  ] as const) {
    const asked = await ask(place, partId, quantity)
    await stock.world.services.ownerPool.query('update parts.demand_line set created_at = $1 where demand_id = $2', [
      at,
      asked.body.id,
    ])
  }
  const monthsIn = async (zone: string, from: string, to: string) => {
    const query = `from=${from}&to=${to}&zone=${zone}&placeId=${place}`
    const { body } = await stock.keeper.get(`/insight/parts?${query}`)
    const { of, trend } = body.figures.find((one: Told) => one.key === 'lineFill')
    return [of, trend.map((one: { month: string; value: number }) => [one.month, Math.round(one.value)])]
  }
  const whole = ['2026-03-01', '2026-05-01'] as const
  expect(await monthsIn('Asia/Shanghai', ...whole)).toEqual([
    3,
    [
      ['2026-03', 100],
      ['2026-04', 0],
    ],
  ])
  expect(await monthsIn('UTC', ...whole)).toEqual([
    3,
    [
      ['2026-03', 50],
      ['2026-04', 0],
    ],
  ])
  // A period that begins and ends within months has what lies in it alone.
  expect(await monthsIn('Asia/Shanghai', '2026-03-31', '2026-04-01')).toEqual([1, [['2026-03', 100]]])
  expect(await monthsIn('Asia/Shanghai', '2026-04-01', '2026-04-02')).toEqual([2, [['2026-04', 0]]])
})
