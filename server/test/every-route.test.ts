import { beforeAll, expect, test, vi } from 'vitest'
import { type Permission, permissionsOf, ROLES } from '../src/permissions.ts'
import { type Answer, type Client, useWorld } from './harness.ts'
import { bodyFor, type Schema } from './walk/bodies.ts'
import { addressFor, rowFor } from './walk/ids.ts'
import { ENDLESS } from './walk/overrides.ts'
import { buildWalkedWorld, type WalkedWorld } from './walk/world.ts'

const world = useWorld()
let walked: WalkedWorld
let routes: Route[]

interface Route {
  name: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  needs: Permission | 'public' | 'customer'
  body: Schema | null
  /** in its address: rows of station A of our company */
  url: string
  tables: (string | null)[]
}
interface Operation {
  'x-needs': Route['needs']
  requestBody?: { content: Record<string, { schema: Schema }> }
}

beforeAll(async () => {
  walked = await buildWalkedWorld(world)
  const { paths } = world.app.swagger() as unknown as { paths: Record<string, Record<Route['method'], Operation>> }
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method as Route['method'],
      path,
      needs: operation['x-needs'],
      body: operation.requestBody?.content['application/json']?.schema ?? null,
      ...addressFor(path, walked.planted, world.tenant.code),
    })),
  )
}, 60_000)

/** Sends what the route wants, as somebody who knows the ids of station A. */
function send(who: Client, route: Route, company?: string): Promise<Answer> {
  const { components } = world.app.swagger() as unknown as { components: { schemas: Record<string, Schema> } }
  const idOf = (property: string) => rowFor(property, walked.planted).id
  const url = (company ? addressFor(route.path, walked.planted, company).url : route.url).replace('/api/v1', '')
  const headers = { 'if-match': '"1"' }
  if (route.method === 'get' || route.method === 'delete') return who[route.method](url, headers)
  const body = route.body ? bodyFor(route.body, { components: components.schemas, idOf }) : undefined
  return who[route.method](url, body, headers)
}

/** There are more routes than somebody may ask for in a minute: whoever walks them all lets the minute pass. */
async function sendInTime(who: Client, route: Route, company?: string): Promise<Answer> {
  const answer = await send(who, route, company)
  if (answer.status !== 429) return answer
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
  try {
    return await send(who, route, company)
  } finally {
    vi.useRealTimers()
  }
}

type Judge = (route: Route, answer: Answer) => string | null

async function walk(
  who: Client,
  judge: Judge,
  wanted: (route: Route) => boolean = () => true,
  company?: string,
): Promise<string[]> {
  const found: string[] = []
  for (const route of routes) {
    if (ENDLESS.has(route.name) || !wanted(route)) continue
    const answer = await sendInTime(who, route, company)
    const wrong = answer.status >= 500 ? 'a bug' : judge(route, answer)
    if (wrong) found.push(`${route.name} → ${answer.status}: ${wrong} ${shortened(answer)}`)
  }
  return found
}

const shortened = (answer: Answer) => (typeof answer.body === 'object' ? JSON.stringify(answer.body) : '').slice(0, 300)
const succeeded = (answer: Answer) => answer.status < 300
const isStaff = (route: Route) => route.needs !== 'public' && route.needs !== 'customer'

/** Tables whose marked rows show in an answer, an exported file included. */
function leaks(answer: Answer, mark: string): string[] {
  const found = [...answer.raw.rawPayload.toString().matchAll(new RegExp(`${mark} ([a-z_]+\\.[a-z_]+)`, 'g'))]
  return [...new Set(found.map((one) => one[1]!))]
}
const ofStation = (table: string | null) => table !== null && (walked.ofStation.has(table) || table === 'people.person')

test('the world has a row of every kind, and the walk would see a leak', async () => {
  expect(walked.failed).toEqual([])
  expect(walked.planted.size).toBeGreaterThan(50)
  expect(routes.length).toBeGreaterThan(100)
  const admin = await world.tenant.as('administrator')
  const seen = await admin.get(`/stations/${walked.planted.get('network.station')}`)
  expect(leaks(seen, 'MARK-A')).toContain('network.station')
  const pages = routes.filter((route) => route.method === 'get' && isStaff(route) && route.tables.length > 0)
  const absent: string[] = []
  for (const page of pages) if (!succeeded(await send(admin, page))) absent.push(page.name)
  // What the administrator does not find, nobody else could be shown to be kept from.
  expect(absent.length, absent.join('\n')).toBeLessThan(pages.length / 5)
  const nameless = routes.filter((route) => route.tables.some((table) => table === null)).map((route) => route.name)
  // Ids of nothing prove little: most addresses must lead to planted rows.
  expect(nameless.length, nameless.join('\n')).toBeLessThan(routes.length / 10)
})

/** A phone names its own id when the database has forgotten it: under ours a stranger makes one of their own company's known. */
const UNDER_ONES_OWN_ID = new Set([
  ...['', '/key', '/contact'].map((end) => `PUT /api/v1/field/phones/{id}${end}`),
  'POST /api/v1/field/phones/{id}/given-up',
])

test('the administrator of another company finds nothing of ours and changes nothing', async () => {
  const stranger = await walked.foreign.as('administrator')
  const ourPhone = async () => {
    const { rows } = await world.services.ownerPool.query(
      'select * from field_work.phone where tenant_id = $1 and id = $2',
      [world.tenant.id, walked.planted.get('field_work.phone')],
    )
    return rows
  }
  const before = await ourPhone()
  expect(before).toHaveLength(1)
  const found = await walk(
    stranger,
    (route, answer) => {
      const shown = [...leaks(answer, 'MARK-A'), ...leaks(answer, 'MARK-B')]
      if (shown.length > 0) return `shows ${shown.join(', ')}`
      const isOurs = route.tables.some(Boolean) && !UNDER_ONES_OWN_ID.has(route.name)
      return isOurs && succeeded(answer) && route.needs !== 'public' ? 'worked on a row of another company' : null
    },
    isStaff,
  )
  expect(found.join('\n')).toBe('')
  expect(await ourPhone()).toEqual(before)
}, 120_000)

test('the manager of another station neither sees nor changes what is a station’s own', async () => {
  for (const role of ['station_manager', 'technician'] as const) {
    const neighbour = await world.tenant.as(role, { stationId: walked.stationB })
    const found = await walk(
      neighbour,
      (route, answer) => {
        const shown = leaks(answer, 'MARK-A').filter((table) => walked.ofStation.has(table))
        if (shown.length > 0) return `shows ${shown.join(', ')}`
        return route.tables.some(ofStation) && succeeded(answer) ? 'worked on a row of another station' : null
      },
      isStaff,
    )
    expect(found.join('\n'), role).toBe('')
  }
}, 120_000)

test('a customer sees nothing of another customer and nothing of the office', async () => {
  const found = await walk(walked.customer, (route, answer) => {
    const shown = leaks(answer, 'MARK-A').filter((table) => walked.ofStation.has(table) || table.startsWith('parties.'))
    if (shown.length > 0) return `shows ${shown.join(', ')}`
    if (isStaff(route) && answer.status !== 403) return 'not 403'
    return route.needs === 'customer' && route.tables.some(Boolean) && succeeded(answer)
      ? 'worked on a row of another customer'
      : null
  })
  expect(found.join('\n')).toBe('')
}, 120_000)

test('nobody gets in without signing in, and public pages show nothing of a station', async () => {
  const found = await walk(world.tenant.anonymous(), (route, answer) => {
    if (route.needs !== 'public') return answer.status === 401 ? null : 'not 401'
    const shown = leaks(answer, 'MARK')
      .concat(leaks(answer, 'MARK-A'))
      .filter((table) => walked.ofStation.has(table))
    return shown.length > 0 ? `shows ${shown.join(', ')}` : null
  })
  expect(found.join('\n')).toBe('')
}, 120_000)

test.each([...ROLES].reverse())(
  'a %s may call what the table says, and no call is a bug',
  async (role) => {
    const who = await world.tenant.as(role)
    const rights = permissionsOf([role])
    const may = (route: Route) => isStaff(route) && rights.has(route.needs as Permission)
    // Paper takes half a second a page: it is printed once, by the administrator, who comes last.
    const wanted = (route: Route) => !may(route) || role === 'administrator' || !route.path.endsWith('.pdf')
    const found = await walk(
      who,
      (route, answer) => {
        if (leaks(answer, 'MARK-F').length > 0) return 'shows a row of another company'
        if (route.needs === 'public') return null
        if (!may(route)) return answer.status === 403 ? null : 'not 403'
        return answer.status === 401 ? 'not let in' : null
      },
      wanted,
    )
    expect(found.join('\n')).toBe('')
  },
  120_000,
)
