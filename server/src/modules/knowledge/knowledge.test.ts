import { beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { PNG, sendFile, sentFile } from '../../../test/upload.ts'
import { newId } from '../../kit/ids.ts'
import { ifMatch, makeShelf, ok, type Shelf } from './knowledge.fixture.ts'

const world = useWorld()
let shelf: Shelf
beforeAll(async () => {
  shelf = await makeShelf(world)
}, 60_000)
const read = async (id: string, who = shelf.reader) => who.get(`/articles/${id}`)

test('a draft is for those who write; published it is read by all, and what is written on it waits for the next version', async () => {
  const { write, publish, reader, engineer, cooler } = shelf
  const made = await write({ modelIds: [cooler.id], symptomCodes: ['A-DRIP'] })
  expect(made).toMatchObject({ status: 'draft', published: null, draft: null, editors: [{ id: engineer.personId }] })
  expect(made.number).toMatch(/^KB-\d{4}-\d{6}$/)
  expect((await read(made.id)).status).toBe(404)
  const found = async (who = reader) => ok(await who.get('/search?q=drain&kinds=article')).items.length
  expect([await found(), await found(engineer)]).toEqual([0, 1])

  const first = ok(await publish(made, engineer, 'First'))
  expect(first).toMatchObject({ status: 'published', published: { n: 1, note: 'First' }, editors: [] })
  expect(await found()).toBe(1)
  const shown = ok(await read(made.id))
  expect(shown.content).toMatchObject({ title: { 'zh-TW': '疏通排水管' }, models: [{ code: 'KFR-35' }] })
  expect(shown.content.steps[0]).toEqual({
    text: { en: 'Take the tray off' },
    caution: { en: 'Power off first' },
    fileId: null,
  })

  const title = { en: 'Clear drain and hose' }
  const changed = ok(await engineer.patch(`/articles/${made.id}`, { title }, ifMatch(first)))
  expect(changed).toMatchObject({ content: { title: { en: 'Clear the drain' } }, draft: { title } })
  expect(ok(await read(made.id))).toMatchObject({ content: { title: { en: 'Clear the drain' } }, draft: null })
  const second = ok(await publish(changed, engineer, 'Hose too'))
  expect(ok(await read(made.id)).content.title).toEqual(title)
  expect((await publish(second, engineer)).body).toMatchObject({ code: 'conflict.state', status: 409 })
  const { items } = ok(await reader.get(`/articles/${made.id}/versions`))
  expect(items.map((one: { n: number; note: string }) => [one.n, one.note])).toEqual([
    [2, 'Hose too'],
    [1, 'First'],
  ])
  expect(items[1].content.title.en).toBe('Clear the drain')
})

test('sent back as it was read, nothing has changed; written back to what is published, nothing waits', async () => {
  const { write, publish, engineer } = shelf
  const made = ok(await publish(await write()))
  const { steps, title } = made.content
  const same = ok(await engineer.patch(`/articles/${made.id}`, { steps, title }, ifMatch(made)))
  expect(same.version).toBe(made.version)
  const other = ok(await engineer.patch(`/articles/${made.id}`, { title: { en: 'Other' } }, ifMatch(made)))
  expect(other.draft).not.toBeNull()
  expect(ok(await engineer.patch(`/articles/${made.id}`, { title }, ifMatch(other))).draft).toBeNull()
})

test('a controlled article is published by somebody who has not written in it, also when it is no longer called so', async () => {
  const { write, publish, engineer, manager } = shelf
  const made = await write({ isControlled: true })
  expect((await publish(made, engineer)).body).toMatchObject({ code: 'knowledge.own_hand', status: 403 })
  const first = ok(await publish(made))
  const tamed = ok(await manager.patch(`/articles/${made.id}`, { isControlled: false }, ifMatch(first)))
  expect((await publish(tamed)).body).toMatchObject({ code: 'knowledge.own_hand' })
  expect(ok(await publish(tamed, engineer)).content.isControlled).toBe(false)
})

test('of two who publish, or change, at once one is told what the other did', async () => {
  const { write, publish, engineer, manager } = shelf
  const made = await write()
  const both = await Promise.all([publish(made, engineer), publish(made, manager)])
  expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  expect(both.find((one) => one.status === 409)?.body.code).toBe('conflict.version')
  expect(ok(await engineer.get(`/articles/${made.id}/versions`)).items).toHaveLength(1)
  const now = ok(await read(made.id, engineer))
  ok(await manager.patch(`/articles/${made.id}`, { kind: 'how_to' }, ifMatch(now)))
  const late = await engineer.patch(`/articles/${made.id}`, { kind: 'diagnosis' }, ifMatch(now))
  expect(late.body).toMatchObject({ code: 'conflict.version', changes: [{ field: 'kind', theirs: 'how_to' }] })
})

test('bad input is named by its field; an empty article is not published', async () => {
  const { engineer, car, cooler, write, publish } = shelf
  const fileId = await sentFile(engineer, 'document', { name: 'a.pdf', content: '%PDF-1.4\n%%EOF\n' })
  const bad = {
    ...{ kind: 'repair', title: { en: 'X' }, familyIds: [car.family.id], modelIds: [cooler.id, newId()] },
    ...{ symptomCodes: ['A-DRIP', 'NONE'], steps: [{ text: { en: 'a' }, fileId }] },
  }
  const paths = async (body: object) =>
    (await engineer.post('/articles', body)).body.errors.map(
      (one: { path: string; code: string }) => `${one.path} ${one.code}`,
    )
  expect(await paths(bad)).toEqual([
    'modelIds knowledge.families_or_models',
    'modelIds.1 validation.unknown_reference',
    'symptomCodes.1 validation.unknown_reference',
    'steps.0.fileId validation.unknown_reference',
  ])
  expect(await paths({ kind: 'repair', title: { en: '  ' }, steps: [{ text: {} }] })).toEqual([
    'title validation.required',
    'steps.0.text validation.required',
  ])
  const empty = await write({ steps: [] })
  expect((await publish(empty)).body.errors).toEqual([
    { path: 'steps', code: 'knowledge.nothing_to_read', message: expect.any(String) },
  ])
  const both = await engineer.patch(
    `/articles/${empty.id}`,
    { familyIds: [car.family.id], modelIds: [car.id] },
    ifMatch(empty),
  )
  expect(both.body.errors[0].path).toBe('modelIds')
  const nobody = await shelf.reader.post('/articles', { kind: 'repair', title: { en: 'X' } })
  expect(nobody.status).toBe(403)
})

test('what helped is said once for an id, kept as it was said, and read by those who write', async () => {
  const { write, publish, reader, engineer } = shelf
  const made = ok(await publish(await write()))
  const id = newId()
  const say = (body: object, who = reader, as = id) =>
    who.put(`/articles/${made.id}/feedback/${as}`, { version: 1, helped: true, at: '2026-10-01T08:00:00Z', ...body })
  expect(ok(await say({ note: 'Spanner 13' }))).toMatchObject({ id, helped: true, note: 'Spanner 13', visitId: null })
  expect(ok(await say({ helped: false }))).toMatchObject({ helped: true, note: 'Spanner 13' })
  expect((await say({}, engineer)).body.code).toBe('conflict.duplicate')
  ok(await say({ helped: false }, engineer, newId()))
  expect(ok(await read(made.id)).helped).toEqual({ yes: 1, no: 1 })
  const said = async (who = reader) =>
    ok(await who.get(`/article-feedback?filter[articleId]=${made.id}`)).items.map((one: { note: string }) => one.note)
  expect([await said(), await said(engineer)]).toEqual([['Spanner 13'], expect.arrayContaining(['Spanner 13', null])])
  // Told from a phone that took it along before it was retired.
  ok(await engineer.put(`/articles/${made.id}/retirement`, { reason: 'Wrong torque' }, ifMatch(made)))
  ok(await say({}, reader, newId()))
})

test('a picture is shown to all who read, of this company alone', async () => {
  const { engineer, reader, write } = shelf
  const sent = await sendFile(engineer, '/files?purpose=photo', { name: 'a.png', content: PNG })
  const fileId = ok(sent).id
  const at = `/article-pictures/${fileId}`
  expect([(await engineer.get(at)).status, (await reader.get(at)).status]).toEqual([200, 404])
  await write({ steps: [{ text: { en: 'Look' }, fileId }] })
  expect((await reader.get(at)).status).toBe(200)
  const other = await (await world.makeTenant('others')).as('administrator')
  expect((await other.get(at)).status).toBe(404)
  expect(ok(await other.get('/articles')).items).toEqual([])
})

test('lists are filtered by machine, symptom and state, and searched in Chinese', async () => {
  const { write, publish, reader, car, cooler } = shelf
  const title = { 'zh-CN': '制冷剂检漏步骤' }
  const made = ok(await publish(await write({ title, familyIds: [car.family.id], causeCodes: ['LEAK'] })))
  const ids = async (query: string) =>
    ok(await reader.get(`/articles?${query}`)).items.map((one: { id: string }) => one.id)
  expect(await ids('filter[familyCodes]=CAR&filter[status]=published')).toEqual([made.id])
  expect(await ids('filter[causeCodes]=LEAK')).toEqual([made.id])
  expect(await ids(`q=${encodeURIComponent('检漏')}`)).toEqual([made.id])
  expect(await ids('filter[modelCodes]=E5')).toEqual([])
  expect((await ids('filter[symptomCodes]=A-DRIP')).length).toBeGreaterThan(0)
  const file = await shelf.manager.get('/articles/export?format=csv&filter[causeCodes]=LEAK')
  expect(file.raw.rawPayload.toString()).toContain('制冷剂检漏步骤')
  const asset = ok(await shelf.manager.post('/assets', { modelId: cooler.id, serial: 'KFR0000001' }))
  const fitting = ok(await shelf.manager.get(`/fitting-articles?assetId=${asset.id}&symptomCode=A-DRIP&limit=1`))
  expect(fitting.items[0].symptomCodes).toEqual(['A-DRIP'])
  expect(fitting.left).toBeGreaterThan(0)
})
