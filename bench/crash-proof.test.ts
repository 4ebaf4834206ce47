import pg from 'pg'
import { beforeAll, expect, inject, test } from 'vitest'
import { useWorld } from '../server/test/harness.ts'
import type { Load } from './crash-load.ts'
import { prove } from './crash-proof.ts'

const world = useWorld()
let eye: pg.Client
let ids: string[]

beforeAll(async () => {
  const desk = await world.tenant.as('service_desk')
  const send = async (n: number) => {
    const body = {
      kind: 'question',
      words: 'How?',
      channel: 'phone',
      customer: { kind: 'person', name: 'Ann', email: `a${n}@example.org`, country: 'CN' },
    }
    const answer = await desk.post('/requests', body, { 'idempotency-key': `proof-${n}-key` })
    expect(answer.status).toBe(201)
    return answer.body.id as string
  }
  ids = [await send(1), await send(2), await send(3)]
  await world.jobs()
  const { rows } = await world.services.ownerPool.query('select current_database() as name')
  eye = new pg.Client({ connectionString: inject('postgres').admin.replace(/\/postgres(\?|$)/, `/${rows[0].name}$1`) })
  eye.on('error', () => {})
  await eye.connect()
  return () => eye.end()
})

const load = (acknowledged: string[]): Load => ({
  sent: acknowledged.map((id, n) => ({ key: `proof-${n}`, body: '', id, tries: 1 })),
  wrong: {},
  unavailable: 0,
  doubled: 0,
})

test('what is whole is proved whole', async () => {
  const { rows } = await eye.query<{ id: string }>('select id from kit.mail')
  const mails = rows.map((row) => row.id)
  expect(mails).toHaveLength(3)
  expect(await prove(eye, load(ids), mails)).toEqual({
    requests: 3,
    lost: 0,
    halfDone: 0,
    doubled: 0,
    reactionsMissing: 0,
    mails: 3,
    mailsWithoutCommit: 0,
    mailsTwice: 0,
  })
})

test('each defect is seen: lost, half done, doubled, unreacted, mailed for nothing or twice', async () => {
  const nobody = '00000000-0000-7000-8000-000000000000'
  expect((await prove(eye, load([...ids, nobody]), [])).lost).toBe(1)
  expect((await prove(eye, load(ids.slice(0, 2)), [])).doubled).toBe(1)
  const { rows } = await eye.query<{ id: string }>('select id from kit.mail limit 1')
  const mails = await prove(eye, load(ids), [nobody, rows[0]!.id, rows[0]!.id])
  expect([mails.mailsWithoutCommit, mails.mailsTwice]).toEqual([1, 1])
  await eye.query(
    'delete from kit.reaction where (event_id, reaction) in (select event_id, reaction from kit.reaction limit 1)',
  )
  expect((await prove(eye, load(ids), [])).reactionsMissing).toBe(1)
  await eye.query('delete from requests.clock where request_id = $1', [ids[0]])
  expect((await prove(eye, load(ids), [])).halfDone).toBe(1)
  await eye.query(`delete from kit.idempotency where response ->> 'id' = $1`, [ids[1]])
  expect((await prove(eye, load(ids), [])).halfDone).toBe(2)
})
