import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readSettings, type Settings } from '../../kit/settings.ts'
import { checkDatabase } from './database.ts'
import { examine } from './doctor.ts'
import { checkAddress, checkDisk, checkFolder, checkNode, checkSecret } from './machine.ts'
import { checkMail } from './mail.ts'
import { checkSms } from './sms.ts'

let dir: string
beforeAll(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-doctor-'))
})
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

const settings = (flags: Partial<Settings> = {}) => readSettings({}, { dataDir: dir, ...flags })

test('a migrated database is healthy; each finding names its check', async () => {
  const { admin, database } = inject('postgres')
  const databaseUrl = admin.replace(/\/postgres(\?|$)/, `/${database}$1`)
  const findings = await examine(settings({ databaseUrl }))
  const states = Object.fromEntries(findings.map(({ check, state }) => [check, state]))
  expect(states).toMatchObject({
    node: 'ok',
    clock: 'ok',
    migrations: 'ok',
    connections: 'ok',
    jobs: 'ok',
    ledger: 'ok',
  })
  expect(findings.filter((one) => one.state !== 'ok').every((one) => one.todo)).toBe(true)
  // The tests' own server runs without fsync for speed: exactly what the doctor must not let pass.
  expect(findings.find((one) => one.check === 'database')).toMatchObject({
    state: 'fail',
    found: expect.stringContaining('fsync'),
  })
})

test('an unreachable database is broken, with a way out; a new folder only waits', async () => {
  const findings = await examine(settings({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' }))
  expect(findings.find((one) => one.check === 'database')).toMatchObject({ state: 'fail', todo: expect.any(String) })
  const fresh = await examine(settings())
  expect(fresh.find((one) => one.check === 'database')?.state).toBe('warn')
})

test('a clock that is off, data of a newer version, too few connections, a balance its movements do not make: each is told with what to do', async () => {
  const { admin, database } = inject('postgres')
  const sick = `doctor_${process.pid}`
  const owner = new pg.Client({ connectionString: admin })
  await owner.connect()
  await owner.query(`create database ${sick} template ${database}`)
  const url = admin.replace(/\/postgres(\?|$)/, `/${sick}$1`)
  try {
    const inside = new pg.Client({ connectionString: url })
    await inside.connect()
    await inside.query(`create schema sick; create function sick.clock_timestamp() returns timestamptz
      language sql as $$ select pg_catalog.clock_timestamp() - interval '1 hour' $$`)
    await inside.query(`insert into migrations.done (name, hash) values ('99991231-2359-later.sql', 'x')`)
    await inside.query(`set session_replication_role = replica;
      insert into parts.balance (tenant_id, part_id, place_id, condition, owner_id, on_hand)
      values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'good', gen_random_uuid(), 3)`)
    await inside.end()
    const at = `${url}${url.includes('?') ? '&' : '?'}options=-csearch_path%3Dsick%2Cpg_catalog`
    const findings = await checkDatabase(settings({ databaseUrl: at, poolSize: 100_000 }))
    const of = (check: string) => findings.find((one) => one.check === check)
    expect(of('clock')).toMatchObject({
      state: 'fail',
      found: expect.stringMatching(/3[56]\d\d\.\d s apart/),
      todo: expect.stringContaining('timedatectl'),
    })
    expect(of('migrations')).toMatchObject({
      state: 'fail',
      found: expect.stringContaining('99991231'),
      todo: expect.stringContaining('newer version'),
    })
    expect(of('ledger')).toMatchObject({
      state: 'fail',
      found: expect.stringMatching(/^[12] sums are off \(balance/),
      todo: expect.stringContaining('parts.ledger_fault'),
    })
    expect(of('connections')).toMatchObject({ state: 'fail', todo: expect.stringContaining('DATABASE_POOL') })
  } finally {
    await owner.query(`drop database ${sick} with (force)`)
    await owner.end()
  }
})

test('a disk that fills up is told before it is full, also when only its files run out', () => {
  const disk = (free: number, files = 1_000_000) =>
    checkDisk(settings(), (path) => ({
      ...fs.statfsSync(path),
      bavail: free,
      bsize: 1,
      files: 2_000_000,
      ffree: files,
    }))
  expect(disk(20e9).state).toBe('ok')
  expect(disk(3e9)).toMatchObject({ state: 'warn', found: '3.0 GB free', todo: expect.stringContaining('larger disk') })
  expect(disk(0.4e9).state).toBe('fail')
  expect(disk(20e9, 500)).toMatchObject({ state: 'fail', found: expect.stringContaining('500 files') })
  expect(checkFolder(settings({ dataDir: '/dev/null/aftercare' })).state).toBe('fail')
})

test('old Node, open secrets and plain addresses are told', () => {
  expect(checkNode('20.19.0').state).toBe('fail')
  expect(checkNode('24.1.0').state).toBe('ok')
  expect(checkSecret(settings({ secret: 'short' })).state).toBe('fail')
  fs.writeFileSync(path.join(dir, 'secret'), 'x', { mode: 0o644 })
  expect(checkSecret(settings())).toMatchObject({ state: 'fail', todo: expect.stringContaining('chmod 600') })
  expect(checkAddress(settings({ publicUrl: 'http://aftercare.example.com' })).state).toBe('warn')
  expect(checkAddress(settings({ publicUrl: 'https://aftercare.example.com' })).state).toBe('ok')
})

test('the mail server is greeted; silence and refusal are told', async () => {
  const server = net.createServer((socket) => socket.resume().end('220 hello\r\n')).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as net.AddressInfo
  expect(await checkMail(settings({ smtpUrl: `smtp://127.0.0.1:${port}` }))).toMatchObject({ state: 'ok' })
  await new Promise((done) => server.close(done))
  expect(await checkMail(settings({ smtpUrl: `smtp://127.0.0.1:${port}` }))).toMatchObject({ state: 'fail' })
  expect((await checkMail(settings({ smtpUrl: 'mail.example.com' }))).state).toBe('fail')
  expect((await checkMail(settings())).state).toBe('warn')
})

test('text messages: no gateway, an open line and a missing secret are told', () => {
  const found = (smsUrl: string | null, smsSecret: string | null = 'known') =>
    checkSms(settings({ smsUrl, smsSecret })).state
  expect(found(null)).toBe('warn')
  expect(found('gateway.example.com')).toBe('fail')
  expect(found('http://gateway.example.com/messages')).toBe('fail')
  expect(found('https://gateway.example.com/messages', null)).toBe('warn')
  expect(found('https://gateway.example.com/messages')).toBe('ok')
})
