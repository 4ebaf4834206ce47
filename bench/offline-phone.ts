import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { type BadNetwork, openBadNetwork } from './bad-network.ts'
import { buildRobot, type Technician } from './offline-ground.ts'
import type { Act, Conflict } from './soak-model.ts'
import type { Stage } from './stage.ts'

export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
]

export const openPhones = (): Promise<Browser> => chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS })

/** The server behind a network that can be made bad, with the page of the robot. */
export async function openNetwork(stage: Stage, random: () => number): Promise<BadNetwork> {
  await stage.app.listen({ port: 0, host: '127.0.0.1' })
  const network = await openBadNetwork(stage.app.server.address() as AddressInfo, random)
  network.pages.set('/robot', { type: 'text/html', text: '<script type=module src=/robot.js></script>' })
  network.pages.set('/robot.js', { type: 'text/javascript', text: await buildRobot() })
  return network
}

/** What apps/field/robot puts into the page. */
interface Robot {
  open(personId: string, company: string): Promise<void>
  pull(): Promise<void>
  act(visitId: string, n: number): Promise<string>
  doAct(name: string, visitId: string, n: number): Promise<Omit<Act, 'phone' | 'visitId'> | null>
  send(): Promise<void>
  finish(): Promise<string[]>
  leaveRefused(): Promise<void>
  told(): Promise<{ seq: number; key: string }[]>
  conflicts(): Omit<Conflict, 'phone'>[]
  kept(): Promise<ShownVisit[]>
  day(): Promise<ShownVisit[]>
  findings(visitId: string): Promise<string | null>
}

/** A visit as the field app keeps it, as far as it is compared here. */
export interface ShownVisit {
  id: string
  photos: { id: string }[]
  stamps: { status: string }[]
}

export interface Phone {
  context: BrowserContext
  page: Page
  technician: Technician
  open(): Promise<void>
}

export async function startPhone(
  context: BrowserContext,
  network: BadNetwork,
  technician: Technician,
  company: string,
): Promise<Phone> {
  await context.addCookies([{ ...technician.cookie, url: network.url }])
  const phone = { context, technician } as Phone
  phone.open = async () => {
    phone.page = await context.newPage()
    await phone.page.goto(`${network.url}/robot`)
    await phone.page.waitForFunction(() => 'robot' in globalThis)
    await ask(phone, 'open', technician.personId, company)
  }
  await phone.open()
  await ask(phone, 'pull')
  return phone
}

/** The app is ended as a phone ends it: without a word. */
export async function kill(phone: Phone): Promise<void> {
  await phone.page.close({ runBeforeUnload: false })
  await phone.context.setOffline(false)
  await phone.open()
}

/** Calls the robot in the page. */
export function ask<K extends keyof Robot>(
  phone: Phone,
  what: K,
  ...args: Parameters<Robot[K]>
): Promise<Awaited<ReturnType<Robot[K]>>> {
  const asked = [what, args] as [string, unknown[]]
  return phone.page.evaluate(([name, given]) => {
    const { robot } = globalThis as unknown as { robot: Record<string, (...all: unknown[]) => unknown> }
    return robot[name]!(...given)
  }, asked) as Promise<Awaited<ReturnType<Robot[K]>>>
}

const MOST_ROUNDS = 30

/** Sends until nothing is left, or nothing more goes; what is left. */
export async function sendAll(phone: Phone, between?: 'leaveRefused'): Promise<string[]> {
  let left: string[] = []
  for (let round = 0; round < MOST_ROUNDS; round++) {
    left = await ask(phone, 'finish').catch((error: Error) => [error.message])
    if (left.length === 0) break
    if (between) await ask(phone, between).catch(() => undefined)
  }
  await ask(phone, 'pull')
  return left
}
