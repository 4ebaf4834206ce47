import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useWorld } from '../../test/harness.ts'

const world = useWorld()
const run = promisify(execFile)
const CLI = path.join(import.meta.dirname, 'main.ts')
let data: string

beforeAll(() => {
  data = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-cli-'))
})
afterAll(() => fs.rmSync(data, { recursive: true, force: true }))

async function aftercare(...args: string[]) {
  const { connectionString } = world.services.ownerPool.options
  const env = { ...process.env, DATABASE_URL: connectionString, AFTERCARE_SECRET: world.services.secret }
  try {
    const { stdout } = await run(process.execPath, [CLI, 'user', ...args, '--json', '--data', data], { env })
    return JSON.parse(stdout)
  } catch (error) {
    return { failed: (error as { stderr: string }).stderr }
  }
}
async function signIn(email: string, password: string) {
  const headers = { host: 'aftercare.test', origin: 'http://aftercare.test' }
  const raw = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers,
    payload: { email, password },
  })
  const cookie = raw.cookies.map((one) => `${one.name}=${encodeURIComponent(one.value)}`).join('; ')
  return { status: raw.statusCode, cookie }
}
const session = async (cookie: string) =>
  (await world.app.inject({ method: 'GET', url: '/api/v1/session', headers: { cookie } })).statusCode

test('a user added on the command line signs in, is listed, gets a new password, is disabled', async () => {
  const added = await aftercare('add', '--email', 'Boss@example.com', '--name', 'Boss', '--role', 'administrator')
  expect(added).toMatchObject({ isNew: true, email: 'Boss@example.com', password: expect.stringMatching(/^.{20}$/) })
  expect((await signIn('boss@example.com', added.password)).status).toBe(200)
  const { users } = await aftercare('list')
  expect(users).toMatchObject([{ email: 'boss@example.com', name: 'Boss', roles: ['administrator'], isActive: true }])

  await aftercare('add', '--email', 'second@example.com', '--name', 'Second', '--password', 'a password given')
  const before = await signIn('second@example.com', 'a password given')
  expect(before.status).toBe(200)
  const reset = await aftercare('reset-password', 'second@example.com')
  world.services.actors.forget()
  expect(await session(before.cookie)).toBe(401)
  const after = await signIn('second@example.com', reset.password)
  expect(after.status).toBe(200)
  expect(await aftercare('disable', 'second@example.com')).toEqual({ email: 'second@example.com', disabled: true })
  world.services.actors.forget()
  expect(await session(after.cookie)).toBe(401)
}, 60_000)

test('mistakes are said, and change nothing', async () => {
  const [noAddress, noStation] = await Promise.all([
    aftercare('add', '--email', 'none', '--name', 'X'),
    aftercare('add', '--email', 'a@example.com', '--name', 'X', '--station', 'ST-0'),
  ])
  expect(noAddress.failed).toContain('not an e-mail address')
  expect(noStation.failed).toContain('no station ST-0')
  // The only administrator stays in.
  const last = await aftercare('disable', 'boss@example.com')
  expect(last.failed).toContain('administrator')
}, 60_000)
