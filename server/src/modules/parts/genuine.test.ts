import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const now = () => new Date().toISOString()
let assetId: string
let otherId: string
beforeAll(async () => {
  const desk = await stock.world.tenant.as('service_desk')
  const made = async (who: typeof desk, path: string, body: object) => (await who.post(path, body)).body.id as string
  const familyId = await made(stock.boss, '/families', {
    code: `F-${newId()}`,
    name: { en: 'AC' },
    productClass: 'industrial',
  })
  const modelId = await made(stock.boss, '/models', { familyId, code: `M-${newId()}`, name: { en: 'M' } })
  assetId = await made(stock.boss, '/assets', { serial: `SN${newId().slice(-9)}`, modelId })
  otherId = await made(stock.boss, '/assets', { serial: `SN${newId().slice(-9)}`, modelId })
})

const safetyPart = async (more = {}) => {
  const id = await stock.part({ tracking: 'serial', needsProof: true, ...more })
  return { id, number: (await stock.keeper.get(`/parts/${id}`)).body.number as string }
}
const issue = (...issues: object[]) => stock.keeper.post('/maker-issues', { issues })
const check = async (code: string, more: object, id = newId()) => {
  const answer = await stock.keeper.put(`/genuine-checks/${id}`, { code, at: now(), country: 'CN', ...more })
  return answer.body
}

test('a part is what its maker issued, for the place it goes to, and not used up', async () => {
  const { number } = await safetyPart()
  const told = await issue(
    { part: number, serial: 'A-1', maker: 'Acme' },
    { part: number, serial: 'A-2', maker: 'Acme', markets: ['DE', 'FR'] },
    { part: number, serial: 'A-3', maker: 'Acme', expiresOn: '2026-01-31' },
    { part: number, serial: 'A-4', maker: 'Acme', batch: 'B-77' },
  )
  expect(told.body).toEqual({ added: 4, changed: 0, unchanged: 0 })
  expect(await check(number, { serial: 'a1' })).toMatchObject({ verdict: 'accepted', isAccepted: true, proof: 'maker' })
  expect(await check(number, { serial: 'A-9' })).toMatchObject({ verdict: 'unknown', mayBeKept: false, proof: 'none' })
  expect(await check(number, { serial: 'A-2' })).toMatchObject({
    verdict: 'wrong_market',
    details: { markets: 'DE, FR' },
  })
  expect(await check(number, { serial: 'A-2', country: 'DE' })).toMatchObject({ verdict: 'accepted' })
  expect(await check(number, { serial: 'A-3' })).toMatchObject({ verdict: 'expired', details: { day: '2026-01-31' } })
  expect(await check(number, { serial: 'A-4' })).toMatchObject({ verdict: 'accepted' })
  const batched = await stock.part({ tracking: 'batch', needsProof: true })
  const batchNumber = (await stock.keeper.get(`/parts/${batched}`)).body.number
  await issue({ part: batchNumber, batch: 'B-77', maker: 'Acme' })
  await stock.receive(batched, await stock.place(), 5, 100, { batch: 'B-77' })
  expect(await check(batchNumber, { batch: 'b-77' })).toMatchObject({
    verdict: 'accepted',
    proof: 'maker',
    kind: 'batch',
  })
  const rows = await stock.rows(sql<{ id: string }>`select id from parts.batch where part_id = ${batched}`)
  await stock.keeper.put(`/batches/${rows[0]!.id}/block`, { reason: 'cracks found' })
  expect(await check(batchNumber, { batch: 'B-77' })).toMatchObject({
    verdict: 'batch_blocked',
    details: { batch: 'B-77' },
  })
  expect(await check(number, {})).toMatchObject({ status: 422 })
})

test('the same serial is in one machine only; taken out again, it is not new; a part without duty needs no proof', async () => {
  const { id, number } = await safetyPart()
  await issue({ part: number, serial: 'F-1', maker: 'Acme' })
  const place = await stock.place()
  await stock.receive(id, place, 1, 100, { serials: ['F-1'] })
  expect(await check(number, { serial: 'F-1', assetId })).toMatchObject({ verdict: 'accepted' })
  await stock.book('issue', place, [{ partId: id, quantity: 1, serials: ['F-1'] }], { assetId: otherId })
  expect(await check(number, { serial: 'F-1', assetId })).toMatchObject({
    verdict: 'fitted_elsewhere',
    details: { assetId: otherId },
  })
  expect(await check(number, { serial: 'F-1', assetId: otherId })).toMatchObject({ verdict: 'accepted' })
  await stock.keeper.post('/old-parts', { partId: id, placeId: place, serial: 'F-1' })
  expect(await check(number, { serial: 'F-1', assetId })).toMatchObject({ verdict: 'used_before' })
  const plain = (await stock.keeper.get(`/parts/${await stock.part({ tracking: 'serial' })}`)).body.number
  expect(await check(plain, { serial: 'anything' })).toMatchObject({ verdict: 'accepted', proof: 'none' })
  // What the machines themselves say counts as well, whoever sold the part.
  await stock.boss.post(`/assets/${otherId}/components`, { position: 'x', partNumber: 'NOT-OURS', serial: 'Z-5' })
  expect(await check('NOT-OURS', { serial: 'Z-5', assetId })).toMatchObject({ verdict: 'fitted_elsewhere' })
  expect(await check('OTHER-MAKER', { serial: 'Z-5', assetId })).toMatchObject({ verdict: 'accepted' })
})

test('every answer is kept: the refusal as evidence that nobody changes, told to quality; the same check twice is one', async () => {
  const { number } = await safetyPart()
  const quality = await stock.world.tenant.as('quality_engineer')
  const id = newId()
  await check(number, { serial: 'FAKE-1', lat: 31.2, lon: 121.5 }, id)
  expect(await check(number, { serial: 'FAKE-1' }, id)).toMatchObject({ id, verdict: 'unknown' })
  await stock.world.jobs()
  const { items } = (await stock.keeper.get('/genuine-checks?filter[isRefused]=true&filter[read]=FAKE-1')).body
  expect(items).toMatchObject([{ id, verdict: 'unknown', code: number, occasion: 'desk', isRefused: true }])
  const notices = (await quality.get('/notices')).body.items
  const told = notices.filter((one: { subject: { id: string } }) => one.subject.id === id)
  expect(told).toMatchObject([{ kind: 'parts:notice.not_genuine', details: { number: 'FAKE-1' } }])
  for (const query of ['update parts.genuine_check set verdict = $$accepted$$', 'delete from parts.genuine_check'])
    await expect(stock.rows(sql.raw(query))).rejects.toThrow(/permission denied|never changed/)
  const other = await stock.world.tenant.as('quality_engineer')
  expect((await other.put(`/genuine-checks/${id}`, { code: number, serial: 'X', at: now() })).status).toBe(404)
})

test('unknown to its maker is fitted only with a reason and only where the company allows it; what is blocked stays blocked', async () => {
  const { number } = await safetyPart()
  await issue({ part: number, serial: 'E-1', maker: 'Acme', expiresOn: '2020-01-01' })
  const reason = 'bought from the maker’s shop, invoice seen'
  expect(await check(number, { serial: 'U-1', reason })).toMatchObject({ verdict: 'unknown', mayBeKept: false })
  const allow = (allowsUnproven: boolean, version: number) =>
    stock.boss.put('/genuine-rules', { allowsUnproven }, { 'if-match': `"${version}"` })
  expect((await stock.keeper.put('/genuine-rules', { allowsUnproven: true }, { 'if-match': '"1"' })).status).toBe(403)
  expect((await allow(true, 1)).body).toEqual({ allowsUnproven: true, version: 2 })
  expect((await allow(false, 1)).status).toBe(409)
  expect(await check(number, { serial: 'U-1' })).toMatchObject({ verdict: 'unknown', mayBeKept: true })
  expect(await check(number, { serial: 'U-1', reason })).toMatchObject({ verdict: 'accepted', proof: 'unproven' })
  expect(await check(number, { serial: 'E-1', reason })).toMatchObject({ verdict: 'expired' })
  await allow(false, 2)
})

test('the chain of a serial: issue, receipt, shelf, machine, and the checks; of other stations only that there was something', async () => {
  const { id, number } = await safetyPart()
  const stationId = newId()
  await stock.rows(sql`insert into network.station (id, number, name, kind, level, country, time_zone, path)
    values (${stationId}, ${stationId}, 'Far', 'own', 'l1', 'CN', 'Asia/Shanghai', array[${stationId}::uuid])`)
  await issue({ part: number, serial: 'C-1', maker: 'Acme', markets: ['CN'], madeOn: '2026-02-03' })
  const central = await stock.place()
  await stock.receive(id, central, 1, 100, { serials: ['C-1'] })
  await stock.book('issue', central, [{ partId: id, quantity: 1, serials: ['C-1'] }], { assetId })
  await check(number, { serial: 'C-1', assetId: otherId })
  const chain = (await stock.keeper.get('/genuine-chains?number=c1')).body.items[0]
  expect(chain).toMatchObject({
    ...{ kind: 'serial', part: { number, needsProof: true } },
    issue: { maker: 'Acme', markets: ['CN'], madeOn: '2026-02-03' },
    steps: [
      { kind: 'receipt', fromKind: 'supplier', toKind: 'warehouse' },
      { kind: 'issue', fromKind: 'warehouse', toKind: 'customer', asset: { id: assetId } },
    ],
    checks: [{ verdict: 'fitted_elsewhere' }],
  })
  const local = await stock.world.tenant.as('technician', { stationId })
  const seen = (await local.get('/genuine-chains?number=C-1')).body.items[0]
  expect(seen.steps[1]).toMatchObject({ from: null, documentId: null, asset: null, toKind: 'customer' })
  expect(seen.checks).toEqual([])
  const checked = await local.put(`/genuine-checks/${newId()}`, { code: number, serial: 'C-1', at: now() })
  expect(checked.body).toMatchObject({ verdict: 'fitted_elsewhere', details: { asset: '' } })
  expect(checked.body.details.assetId).toBeUndefined()
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  expect((await stranger.get('/genuine-chains?number=C-1')).status).toBe(404)
})

test('a file of issued numbers comes in whole or not at all, and is tried first', async () => {
  const { number } = await safetyPart()
  const upload = async (text: string) => {
    const boundary = 'xxaftercarexx'
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="i.csv"\r\ncontent-type: text/csv\r\n\r\n`
    const answer = await stock.world.app.inject({
      method: 'POST',
      url: '/api/v1/files?purpose=table',
      payload: Buffer.concat([Buffer.from(head), Buffer.from(text), Buffer.from(`\r\n--${boundary}--\r\n`)]),
      headers: { ...stock.keeper.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    })
    return answer.json().id as string
  }
  const bring = async (text: string, dryRun: boolean) =>
    (await stock.keeper.post('/maker-issues/imports', { fileId: await upload(text), dryRun })).body
  const head = 'part,serial,batch,maker,markets,made_on,expires_on\n'
  const rows = Array.from({ length: 3000 }, (_, i) => `${number},K${i * 17},L-1,Acme,CN;SG,2026-05-01,\n`)
  const bad = await bring(
    `${head}${rows.join('')}NO-SUCH,1,,Acme,,,\n${number},,,Acme,,,\n${number},K0,,Acme,,,\n`,
    false,
  )
  expect(bad).toMatchObject({ dryRun: true, rows: 3003, refused: 3 })
  expect(
    bad.findings.map((one: { row: number; column: string; code: string }) => [one.row, one.column, one.code]),
  ).toEqual([
    [3002, 'part', 'parts.unknown_part'],
    [3003, 'serial', 'validation.required'],
    [3004, 'serial', 'validation.duplicate'],
  ])
  expect(await check(number, { serial: 'K17' })).toMatchObject({ verdict: 'unknown' })
  expect(await bring(head + rows.join(''), true)).toMatchObject({ dryRun: true, added: 3000 })
  expect(await bring(head + rows.join(''), false)).toMatchObject({ dryRun: false, added: 3000 })
  expect(await bring(head + rows.join(''), false)).toMatchObject({ added: 0, changed: 0, unchanged: 3000 })
  expect(await check(number, { serial: 'K17' })).toMatchObject({ verdict: 'accepted', proof: 'maker' })
  expect(await check(number, { serial: 'K17', country: 'DE' })).toMatchObject({ verdict: 'wrong_market' })
})
