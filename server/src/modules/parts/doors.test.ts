import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../../test/harness.ts'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
let assetId: string
let otherId: string
let near: { stationId: string }
beforeAll(async () => {
  const made = async (path: string, body: object) => (await stock.boss.post(path, body)).body.id as string
  const name = { en: 'AC' }
  const familyId = await made('/families', { code: `F-${newId()}`, name, productClass: 'industrial' })
  const modelId = await made('/models', { familyId, code: `M-${newId()}`, name })
  const machine = { modelId, saleCountry: 'CN' }
  assetId = await made('/assets', { ...machine, serial: `SN${newId().slice(-9)}` })
  otherId = await made('/assets', { ...machine, serial: `SN${newId().slice(-9)}` })
  near = { stationId: await stock.station(newId().slice(-8)) }
})

/** One serial of a part, its batch, and the shelves it is between. */
interface Thing {
  partId: string
  number: string
  serial: string
  from: string
  to: string
}
const LOT = 'LOT-1'
const line = ({ partId, serial }: Thing) => ({ partId, quantity: 1, serials: [serial], batch: LOT })
const ok = (answer: Answer) => {
  expect([answer.status, answer.body.code]).toEqual([answer.status < 300 ? answer.status : 201, undefined])
  return answer.body
}

async function thing(): Promise<Thing> {
  const partId = await stock.part({ tracking: 'serial' })
  const { number } = (await stock.keeper.get(`/parts/${partId}`)).body
  const [from, to] = [await stock.place('station', near), await stock.place('station', near)]
  return { partId, number, serial: `S${newId().slice(-8)}`, from, to }
}
const receipt = (one: Thing) => stock.book('receipt', one.from, [line(one)])
async function sent(one: Thing) {
  const draft = ok(
    await stock.keeper.post('/shipments', { fromPlaceId: one.from, toPlaceId: one.to, lines: [line(one)] }),
  )
  return { draft, send: () => stock.keeper.put(`/shipments/${draft.id}/sending`) }
}

/** How a part goes through each door; what `before` does stands before the part breaks the chain. */
const DOORS: Record<string, { occasion: string; before(one: Thing): Promise<() => Promise<Answer>>; comesIn?: true }> =
  {
    'a receipt': { occasion: 'receipt', comesIn: true, before: async (one) => () => receipt(one) },
    'a delivery of an order': {
      ...{ occasion: 'receipt', comesIn: true },
      before: async (one) => {
        const ordered = {
          supplier: 'S',
          placeId: one.from,
          lines: [{ partId: one.partId, quantity: 1, unitMinor: '5' }],
        }
        const order = ok(await stock.keeper.post('/purchase-orders', ordered))
        const { partId: _, ...came } = line(one)
        const lines = [{ ...came, lineId: order.lines[0].id }]
        return () => stock.keeper.post(`/purchase-orders/${order.id}/receipts`, { id: newId(), lines })
      },
    },
    'an issue': {
      occasion: 'issue',
      before: async (one) => {
        ok(await receipt(one))
        return () => stock.book('issue', one.from, [line(one)], { assetId })
      },
    },
    'an issue to a job': {
      occasion: 'issue',
      before: async (one) => {
        ok(await receipt(one))
        const asked = { placeId: one.from, lines: [{ partId: one.partId, quantity: 1 }] }
        const job = ok(await stock.keeper.post('/part-requests', asked))
        const lines = [{ lineId: job.lines[0].id, quantity: 1, serials: [one.serial], batch: LOT }]
        return () => stock.keeper.post(`/part-requests/${job.id}/issues`, { lines })
      },
    },
    'the sending of a transfer': {
      occasion: 'transfer',
      before: async (one) => {
        ok(await receipt(one))
        return (await sent(one)).send
      },
    },
    'the arrival of a transfer': {
      occasion: 'transfer',
      before: async (one) => {
        ok(await receipt(one))
        const { draft, send } = await sent(one)
        ok(await send())
        const lines = [{ lineId: draft.lines[0].id, received: 1 }]
        return () => stock.keeper.post(`/shipments/${draft.id}/receipts`, { id: newId(), lines })
      },
    },
    'a component of a machine': {
      ...{ occasion: 'component', comesIn: true },
      before: async (one) => () =>
        stock.boss.post(`/assets/${assetId}/components`, {
          ...{ position: 'fan', partNumber: one.number, serial: one.serial },
        }),
    },
  }
const told = (one: Thing, more: object) =>
  stock.keeper.post('/maker-issues', { issues: [{ part: one.number, serial: one.serial, maker: 'Acme', ...more }] })
/** What breaks the chain of a part, and the values of the words that say so. */
const BREAKS: Record<string, { break(one: Thing): Promise<unknown>; values: object }> = {
  unknown: {
    break: async ({ partId }) => {
      const { version } = (await stock.keeper.get(`/parts/${partId}`)).body
      return stock.keeper.patch(`/parts/${partId}`, { needsProof: true }, { 'if-match': `"${version}"` })
    },
    values: { mayBeKept: false },
  },
  fitted_elsewhere: {
    break: ({ number, serial }) =>
      stock.boss.post(`/assets/${otherId}/components`, { position: newId().slice(-6), partNumber: number, serial }),
    values: {},
  },
  wrong_market: { break: (one) => told(one, { markets: ['DE', 'FR'] }), values: { markets: 'DE, FR', country: 'CN' } },
  batch_blocked: {
    break: async (one) => {
      await told(one, { batch: LOT })
      await receipt({ ...one, serial: `X${one.serial}`, from: await stock.place() })
      const rows = await stock.rows(sql<{ id: string }>`select id from parts.batch where part_id = ${one.partId}`)
      return stock.keeper.put(`/batches/${rows[0]!.id}/block`, { reason: 'cracks found' })
    },
    values: { batch: LOT },
  },
  expired: { break: (one) => told(one, { expiresOn: '2020-01-01' }), values: { day: '2020-01-01' } },
}
const evidence = async ({ serial }: Thing) =>
  (await stock.keeper.get(`/genuine-checks?filter[read]=${serial}&filter[isRefused]=true`)).body.items
const whereIs = ({ partId, serial }: Thing) =>
  stock.rows(sql<unknown>`select place_id, condition, last_movement_id from parts.serial
    where part_id = ${partId} and number = ${serial} and place_id is not null`)

describe.each(Object.entries(DOORS))('%s', (door, { occasion, before, comesIn }) => {
  test.each(Object.entries(BREAKS))(
    'refuses what is %s, books nothing and keeps the evidence',
    async (verdict, how) => {
      const one = await thing()
      const goThrough = await before(one)
      const stood = await whereIs(one)
      expect(stood).toHaveLength(comesIn ? 0 : 1)
      await how.break(one)
      const values = { part: one.number, number: one.serial, ...how.values }
      const refused = await goThrough()
      expect(refused).toMatchObject({ status: 409, body: { code: `parts.not_genuine.${verdict}`, values } })
      const path = occasion === 'component' ? undefined : 'lines.0.serials'
      expect(refused.body.errors?.[0]?.path).toBe(path)
      expect(await whereIs(one)).toEqual(stood)
      expect(await evidence(one)).toMatchObject([{ verdict, occasion, code: one.number }])
      expect(await stock.faults()).toEqual([])
    },
  )

  test('lets a part pass that its maker issued, and needs no evidence for it', async () => {
    const one = await thing()
    await BREAKS.unknown!.break(one)
    await told(one, { markets: ['CN'], batch: LOT, expiresOn: '2099-01-01' })
    const goThrough = await before(one)
    expect(await whereIs(one)).toHaveLength(comesIn ? 0 : 1)
    ok(await goThrough())
    expect([door, await evidence(one)]).toEqual([door, []])
  })
})

describe('parts kept by batch', () => {
  const lot = async () => {
    const partId = await stock.part({ tracking: 'batch' })
    const [from, to] = [await stock.place('station', near), await stock.place('station', near)]
    return { ...{ partId, from, to }, of: { partId, quantity: 2, batch: LOT } }
  }
  const change = (partId: string, set: ReturnType<typeof sql>) =>
    stock.rows(sql`update parts.batch set ${set} where part_id = ${partId}`)

  test.each([
    ['batch_blocked', sql`blocked_at = now(), blocked_reason = 'cracks'`],
    ['expired', sql`expires_on = '2020-01-01'`],
  ])('%s: not received, issued, sent nor arrived', async (verdict, set) => {
    const { partId, from, to, of } = await lot()
    ok(await stock.book('receipt', from, [{ ...of, quantity: 9 }]))
    const transfer = async () =>
      ok(await stock.keeper.post('/shipments', { fromPlaceId: from, toPlaceId: to, lines: [of] }))
    const [stays, goes] = [await transfer(), await transfer()]
    ok(await stock.keeper.put(`/shipments/${goes.id}/sending`))
    await change(partId, set)
    const lines = [{ lineId: goes.lines[0].id, received: 2 }]
    const arrive = (more = {}) =>
      stock.keeper.post(`/shipments/${goes.id}/receipts`, { id: newId(), lines: [{ ...lines[0], ...more }] })
    for (const refused of [
      await stock.book('receipt', from, [of]),
      await stock.book('issue', from, [of]),
      await stock.keeper.put(`/shipments/${stays.id}/sending`),
      await arrive(),
    ]) {
      expect(refused).toMatchObject({ status: 409, body: { code: `parts.not_genuine.${verdict}` } })
      expect(refused.body.errors[0].path).toBe('lines.0.batch')
    }
    expect([await stock.onHand(partId, from), await stock.onHand(partId, to)]).toEqual([7, 0])
    // It is there all the same: kept apart it comes in.
    ok(await arrive({ isQuarantined: true }))
    expect(await stock.onHand(partId, to, 'quarantined')).toBe(2)
    ok(await stock.book('receipt', from, [{ ...of, condition: 'quarantined' }]))
    expect(await stock.faults()).toEqual([])
  })
})

test('every part of a paper that breaks the chain is named and kept, not only the first', async () => {
  const one = await thing()
  await BREAKS.unknown!.break(one)
  const serials = [one.serial, `${one.serial}A`, `${one.serial}C`]
  await told({ ...one, serial: serials[1]! }, {})
  const refused = await stock.book('receipt', one.from, [{ ...line(one), quantity: 3, serials }])
  expect(refused.body.errors.map((error: { values: { number: string } }) => error.values.number)).toEqual([
    ...[serials[0], serials[2]],
  ])
  expect((await evidence(one)).length).toBe(1)
  expect((await evidence({ ...one, serial: serials[2]! })).length).toBe(1)
})

test('without proof a part comes in with a reason where that is allowed, and goes on with it', async () => {
  const one = await thing()
  await BREAKS.unknown!.break(one)
  const { version } = (await stock.boss.get('/genuine-rules')).body
  ok(await stock.boss.put('/genuine-rules', { allowsUnproven: true }, { 'if-match': `"${version}"` }))
  expect((await receipt(one)).body).toMatchObject({ code: 'parts.not_genuine.unknown', values: { mayBeKept: true } })
  const id = newId()
  const told = () => stock.book('receipt', one.from, [line(one)], { id, note: 'seen at the maker’s' })
  ok(await told())
  const { draft, send } = await sent(one)
  ok(await send())
  const lines = [{ lineId: draft.lines[0].id, received: 1 }]
  ok(await stock.keeper.post(`/shipments/${draft.id}/receipts`, { id: newId(), lines }))
  ok(await stock.book('issue', one.to, [line(one)], { assetId }))
  const kept = (await stock.keeper.get(`/genuine-checks?filter[read]=${one.serial}&filter[isRefused]=false`)).body.items
  expect(kept).toMatchObject([{ proof: 'unproven', occasion: 'receipt', reason: 'seen at the maker’s' }])
  // Told once more, the receipt is the one that was booked, wherever the part is by now.
  expect((await told()).body.id).toBe(id)
  ok(await stock.boss.put('/genuine-rules', { allowsUnproven: false }, { 'if-match': `"${version + 1}"` }))
})
