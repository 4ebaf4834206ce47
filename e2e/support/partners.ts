import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { BoardGround } from './a-board.ts'
import { type Api, signIn } from './a-job.ts'
import { zoneOfForenoon } from './forenoon.ts'
import { type Product, ROOT } from './product.ts'

const PASSWORD = 'a good long password'
type Person = { email: string; id: string; api: Api }
export interface Partner {
  manager: Person
  technician: Person
}

/** A station that is no part of the house. */
export async function partnerStation({ admin }: BoardGround, name: string): Promise<{ id: string; number: string }> {
  const { items } = await admin('GET', '/stations')
  const root = items.find((one: { parent: unknown }) => !one.parent) ?? items[0]
  const about = { kind: 'authorised', country: 'CN', city: 'Shanghai', timeZone: 'Asia/Shanghai' }
  return admin('POST', '/stations', { ...about, parentId: root.id, name, line: `${name} Road 1` })
}

/** The same with somebody who plans there and a technician from seven to seven. */
export async function partner(ground: BoardGround, product: Product, name: string): Promise<Partner> {
  const { admin } = ground
  const station = await partnerStation(ground, name)
  const add = async (who: string, role: string): Promise<Person> => {
    const email = `${name.split(' ')[0]!.toLowerCase()}.${role}@example.com`
    product.cli(
      ...['user', 'add', '--email', email, '--name', who, '--role', role],
      ...['--station', station.number, '--language', 'en', '--password', PASSWORD],
    )
    const api = await signIn(product.url, email, PASSWORD)
    return { email, api, id: (await api('GET', '/session')).person.id }
  }
  const technician = await add(`${name} Tech`, 'technician')
  // Where it is forenoon a visit of the next hours is of this day.
  const { version } = await admin('GET', `/people/${technician.id}`)
  await admin(
    'PATCH',
    `/people/${technician.id}`,
    { timeZone: zoneOfForenoon(new Date()) },
    { 'if-match': `"${version}"` },
  )
  const weekly = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [['07:00', '19:00']]]))
  await admin('POST', `/people/${technician.id}/shifts`, {
    validFrom: '2026-01-01',
    timeZone: 'Asia/Shanghai',
    weekly,
  })
  return { manager: await add(`${name} Manager`, 'station_manager'), technician }
}

/** Signed in, on a page of theirs. */
export async function seat(browser: Browser, product: Product, { email }: Person, at: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' })).newPage()
  page.setDefaultTimeout(15_000)
  const data = { email, password: PASSWORD }
  await page.request.post(`${product.url}/api/auth/sign-in/email`, { data, headers: { origin: product.url } })
  await page.goto(`${product.url}${at}`)
  return page
}

/** Time passes for an offer that nobody has answered: its deadline is over, and the worker sees it. */
export async function letLapse(product: Product, orderId: string): Promise<void> {
  // Of the server's own packages: a journey has no other way to let hours go by.
  const { Client } = createRequire(path.join(ROOT, 'server/package.json'))('pg')
  const database = new Client({ host: path.join(product.dataDir, 'postgres'), user: 'postgres', database: 'aftercare' })
  await database.connect()
  const { rows } = await database.query(
    `update dispatch.offer set deadline_at = now() - interval '1 minute' where work_order_id = $1 and answer is null returning id`,
    [orderId],
  )
  await database.query(`update graphile_worker._private_jobs set run_at = now() where key = $1`, [
    `lapse offer ${rows[0].id}`,
  ])
  await database.query(`select pg_notify('jobs:insert', '{"r":1,"count":1}')`)
  await database.end()
}
