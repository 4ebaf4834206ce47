import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { useStock } from './stock.fixture.ts'

const stock = useStock()
const SVG =
  '<svg viewBox="0 0 100 50" onload="x()"><script>alert(1)</script><rect x="1" y="1" width="9" height="9"/></svg>'
const name = { en: 'Outdoor unit' }
let familyId: string
let modelId: string
beforeAll(async () => {
  const made = async (path: string, body: object) => (await stock.boss.post(path, body)).body.id
  familyId = await made('/families', { code: `F-${newId()}`, name: { en: 'AC' }, productClass: 'industrial' })
  modelId = await made('/models', { familyId, code: `M-${newId()}`, name: { en: 'M' } })
})
const draw = (more: object) => stock.keeper.post('/drawings', { name, modelId, svg: SVG, ...more })
const at = (number: string, partId: string) => ({ number, x: 0.25, y: 0.5, partId })

test('a position takes the part that fits this serial: by range, and by what replaced it', async () => {
  const [early, late, fan, fan2, fan3] = [
    ...[await stock.part(), await stock.part(), await stock.part(), await stock.part(), await stock.part()],
  ] as [string, string, string, string, string]
  const fits = (part: string, ...all: object[]) => stock.keeper.put(`/parts/${part}/fits`, { fits: all })
  await fits(early, { modelId, serialTo: 'AB-0999' })
  await fits(late, { modelId, serialFrom: 'AB-1000' })
  // The second fan replaced the first; the third only in machines from 2000 on.
  await stock.keeper.post(`/parts/${fan}/successors`, { successorId: fan2, fromOn: '2020-01-01' })
  await stock.keeper.post(`/parts/${fan2}/successors`, { successorId: fan3, fromOn: '2021-01-01' })
  await fits(fan3, { modelId, serialFrom: 'AB-2000' })
  await stock.receive(fan2, await stock.place(), 3)
  const drawn = await draw({ spots: [at('1', early), at('1', late), at('2', fan)] })
  expect(drawn.status, JSON.stringify(drawn.body)).toBe(201)
  const look = async (serial?: string) =>
    (await stock.keeper.get(`/drawings/${drawn.body.id}${serial ? `?serial=${serial}` : ''}`)).body.spots.map(
      (one: { number: string; take: { id: string }; fits: boolean; free: number }) => [
        one.number,
        one.take.id,
        one.fits,
        one.free,
      ],
    )
  expect(await look('ab0500')).toEqual([
    ['1', early, true, 0],
    ['1', late, false, 0],
    ['2', fan2, true, 3],
  ])
  expect(await look('AB1500')).toEqual([
    ['1', late, true, 0],
    ['1', early, false, 0],
    ['2', fan2, true, 3],
  ])
  expect(await look('AB2500')).toEqual([
    ['1', late, true, 0],
    ['1', early, false, 0],
    ['2', fan3, true, 0],
  ])
  expect((await look())[2]).toEqual(['2', fan3, true, 0])
  expect((await stock.keeper.get(`/parts/${fan}`)).body.drawings).toEqual([{ id: drawn.body.id, name, number: '2' }])
})

test('a drawing is found by its machine and serial; what is in its file runs nowhere', async () => {
  const part = await stock.part()
  const { body } = await draw({ serialFrom: 'ZZ-100', serialTo: 'ZZ-200', spots: [at('1', part)] })
  const whole = (await draw({ modelId: null, familyId, spots: [at('1', part)] })).body.id
  const found = async (serial: string) =>
    (await stock.keeper.get(`/fitting-drawings?modelId=${modelId}&serial=${serial}`)).body.items.map(
      (one: { id: string }) => one.id,
    )
  expect(await found('ZZ150')).toEqual(expect.arrayContaining([body.id, whole]))
  expect(await found('ZZ201')).not.toContain(body.id)
  // The same of the machine itself, as a phone asks; one nobody knows is not there, and one of the two must be named.
  const machine = await stock.boss.post('/assets', { serial: 'ZZ150', modelId, saleCountry: 'CN' })
  const assetId = machine.body.id
  const ofMachine = await stock.keeper.get(`/fitting-drawings?assetId=${assetId}`)
  expect(ofMachine.body.items.map((one: { id: string }) => one.id)).toEqual(await found('ZZ150'))
  expect((await stock.keeper.get(`/fitting-drawings?assetId=${newId()}`)).status).toBe(404)
  const elsewhere = await stock.world.tenant.as('technician', { stationId: await stock.station('Far') })
  expect((await elsewhere.get(`/fitting-drawings?assetId=${assetId}`)).status).toBe(404)
  expect((await stock.keeper.get('/fitting-drawings')).status).toBe(422)
  const picture = await stock.keeper.get(`/drawings/${body.id}/picture`)
  expect(picture.raw.rawPayload.toString()).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect x="1" y="1" width="9" height="9"/></svg>',
  )
  expect(picture.headers['content-security-policy']).toContain('sandbox')
  expect(
    (await stock.keeper.get(`/drawings?filter[modelId]=${modelId}`)).body.items.map((one: { id: string }) => one.id),
  ).toContain(body.id)
})

test('without positions, machine or a drawing in the file it is refused; a stale change, too; strangers see none of it', async () => {
  const part = await stock.part()
  const code = async (more: object) => (await draw(more)).body.errors?.[0]?.code
  expect(await code({ spots: [] })).toBe('parts.drawing_without_positions')
  expect(await code({ spots: [at('1', part)], modelId: null })).toBe('parts.family_or_model')
  expect(await code({ spots: [at('1', part)], svg: '<html><body>no</body></html>' })).toBe('parts.no_drawing')
  expect(await code({ spots: [at('1', newId())] })).toBe('parts.unknown_part')
  expect(await code({ spots: [at('1', part)], svg: undefined })).toBe('validation.required')
  expect(await code({ spots: [at('1', part)], svg: undefined, fileId: newId() })).toBe('validation.unknown_reference')
  const { id, version } = (await draw({ spots: [at('1', part)] })).body
  const change = (spots: object[], v: number) =>
    stock.keeper.put(
      `/drawings/${id}`,
      { name: { en: 'Unit' }, modelId, spots, isActive: true },
      { 'if-match': `"${v}"` },
    )
  expect((await change([], version)).body.errors[0].code).toBe('parts.drawing_without_positions')
  const changed = await change([at('7', part), at('8', part)], version)
  expect(changed.body).toMatchObject({ name: { en: 'Unit' }, spots: [{ number: '7' }, { number: '8' }] })
  expect((await change([at('9', part)], version)).status).toBe(409)
  expect((await stock.keeper.get(`/drawings/${id}`)).body).toMatchObject({
    version: changed.body.version,
    spots: [{ number: '7' }, {}],
  })
  // From a model to its whole family: one of the two, never both.
  const widened = (machine: object, v: number) =>
    stock.keeper.put(
      `/drawings/${id}`,
      { name, spots: [at('7', part)], isActive: true, ...machine },
      { 'if-match': `"${v}"` },
    )
  const both = await widened({ modelId, familyId }, changed.body.version)
  expect(both.body.errors[0].code).toBe('parts.family_or_model')
  const wide = await widened({ modelId: null, familyId }, changed.body.version)
  expect(wide.body).toMatchObject({ modelId: null, familyId })
  const stranger = await (await stock.world.makeTenant(`t${newId().slice(-8)}`)).as('parts_keeper')
  for (const path of [`/drawings/${id}`, `/drawings/${id}/picture`]) expect((await stranger.get(path)).status).toBe(404)
})

test('either of two parts works, the one with preference; a core has its deposit whole', async () => {
  const [a, b] = [await stock.part(), await stock.part()]
  const put = (one: string, other: string, preferredId: string | null) =>
    stock.keeper.put(`/parts/${one}/alternates/${other}`, { preferredId })
  expect((await put(a, b, b)).body.alternates).toMatchObject([{ id: b, preferredId: b }])
  expect((await stock.keeper.get(`/parts/${b}`)).body.alternates).toMatchObject([{ id: a, preferredId: b }])
  expect((await put(b, a, null)).body.alternates).toMatchObject([{ id: a, preferredId: null }])
  expect((await put(a, a, null)).status).toBe(422)
  expect((await put(a, b, newId())).status).toBe(422)
  expect((await put(a, newId(), null)).status).toBe(404)
  expect((await stock.keeper.delete(`/parts/${a}/alternates/${b}`)).body.alternates).toEqual([])
  expect((await stock.keeper.delete(`/parts/${a}/alternates/${b}`)).status).toBe(404)
  const core = await stock.part({ coreMinor: '20000', coreCurrency: 'CNY', oldPartDueDays: 30 })
  expect((await stock.keeper.get(`/parts/${core}`)).body).toMatchObject({ coreMinor: '20000', coreCurrency: 'CNY' })
  const half = await stock.keeper.post('/parts', { number: `H-${newId()}`, name: { en: 'Half' }, coreMinor: '1' })
  expect(half.body.errors).toMatchObject([{ path: 'coreCurrency' }])
  const rows = await stock.rows(sql<{ n: number }>`select count(*)::int as n from parts.alternate`)
  expect(rows).toEqual([{ n: 0 }])
})
