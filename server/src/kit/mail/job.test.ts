import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'
import { newId } from '../ids.ts'
import { sendMailJob } from './job.ts'
import { type QueuedMail, queueMail } from './queue.ts'
import { keptMails } from './transport.ts'

const world = useWorld()
const folder = () => path.join(world.services.settings.dataDir, 'mail')
const reset = (to: string): QueuedMail => ({
  to,
  language: 'zh-TW',
  template: 'password-reset',
  values: { name: 'Ann', link: 'https://example.org/reset' },
})
const queue = (mail: QueuedMail) => world.services.db.tx(world.tenant.id, (tx) => queueMail(tx, mail))
const row = (id: string) =>
  world.services.db.tx(world.tenant.id, (tx) =>
    tx.selectFrom('kit.mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
const sent = async (to: string) => (await keptMails(folder())).filter((mail) => mail.to === to)

test('a mail leaves after the commit, once, however often its job runs', async () => {
  const id = await queue(reset('once@example.org'))
  expect(await sent('once@example.org')).toHaveLength(0)
  await world.jobs()
  expect(await sent('once@example.org')).toHaveLength(1)
  expect((await row(id)).state).toBe('sent')
  fs.rmSync(folder(), { recursive: true })
  const { services, tenant } = world
  await sendMailJob.handle({ services, tenantId: tenant.id, payload: { mailId: id }, log: services.log })
  expect(await sent('once@example.org')).toHaveLength(0)
})

test('two jobs at once send one mail', async () => {
  const id = await queue(reset('two@example.org'))
  const { services, tenant } = world
  const deliveries: string[] = []
  const mailer = {
    ...services.mailer,
    deliver: async ({ messageId }: { messageId: string }) => void deliveries.push(messageId),
  }
  const call = { services: { ...services, mailer }, tenantId: tenant.id, payload: { mailId: id }, log: services.log }
  await Promise.all([sendMailJob.handle(call), sendMailJob.handle(call), sendMailJob.handle(call)])
  expect(deliveries).toEqual([`<${id}@aftercare>`])
})

test('without a commit there is no mail', async () => {
  const attempt = world.services.db.tx(world.tenant.id, async (tx) => {
    await queueMail(tx, reset('never@example.org'))
    throw new Error('changed my mind')
  })
  await expect(attempt).rejects.toThrow('changed my mind')
  await world.jobs()
  expect(await sent('never@example.org')).toHaveLength(0)
})

test('a mail that makes no sense is given up with its reason; one that fails on the way stays queued', async () => {
  const senseless = await queue({ ...reset('x@example.org'), values: {} })
  const nowhere = await queue(reset('not an address'))
  await world.jobs()
  expect(await row(senseless)).toMatchObject({ state: 'failed', reason: expect.stringContaining('link') })
  expect((await row(nowhere)).state).toBe('failed')

  const id = await queue({ ...reset('later@example.org'), values: { link: 'https://example.org/1' } })
  const { services, tenant } = world
  const mailer = {
    ...services.mailer,
    async deliver() {
      throw new Error('connect ECONNREFUSED')
    },
  }
  const call = { services, tenantId: tenant.id, payload: { mailId: id }, log: services.log }
  await expect(sendMailJob.handle({ ...call, services: { ...services, mailer } })).rejects.toThrow('ECONNREFUSED')
  expect(await row(id)).toMatchObject({ state: 'queued', sent_at: null })
  await sendMailJob.handle(call)
  expect((await row(id)).state).toBe('sent')
})

test('the company is named, and files are attached', async () => {
  const kept = Buffer.from('a report')
  await world.services.files.disk.put('test/report', kept)
  const fileId = newId()
  await world.services.db.tx(world.tenant.id, (tx) =>
    tx
      .insertInto('kit.file')
      .values({
        id: fileId,
        name: '報告.txt',
        type: 'text/plain',
        bytes: kept.length,
        sha256: 'x',
        storage_key: 'test/report',
        uploaded_by_kind: 'system',
      })
      .execute(),
  )
  await queue({ ...reset('files@example.org'), fileIds: [fileId] })
  await world.jobs()
  const [mail] = await sent('files@example.org')
  expect(mail).toMatchObject({ attachments: ['報告.txt'], text: expect.stringContaining('acme Ltd') })
})
