import { localDay } from '@aftercare/rules'
import { type Client, client, type World } from '../../../test/harness.ts'
import { CUSTOMER_COOKIE } from '../../actors.ts'
import { sign } from '../../kit/signed.ts'
import { type Catalogue, makeCatalogue, vin } from '../assets/catalogue.fixture.ts'
import { sentPhoto } from '../field-work/visit.fixture.ts'

export interface CoverGround {
  catalogue: Catalogue
  desk: Client
  assessor: Client
  manager: Client
  ownerId: string
  /** The owner, signed in on the portal. */
  owner: Client
  car(n: number, more?: object): Promise<string>
  request(assetId: string, more?: object): Promise<string>
  evidence(who: Client): Promise<string>
}

/** Of the company's own calendar: at night it is another day in Greenwich. */
export const daysAgo = (days: number) => localDay(Date.now() - days * 86_400_000, 'Asia/Shanghai')

/** A catalogue, a customer in China, and the people who decide about cover. */
export async function makeCoverGround(world: World): Promise<CoverGround> {
  const catalogue = await makeCatalogue(world)
  const desk = await world.tenant.as('service_desk')
  const place = [{ country: 'CN', city: '上海', line: '1', lat: 31.2, lon: 121.4 }]
  const { body } = await desk.post('/customers', { kind: 'person', name: '李雷', country: 'CN', addresses: place })
  const session = { tenantId: world.tenant.id, customerId: body.id, name: '李雷', language: 'zh-CN' }
  const until = { timeZone: 'Asia/Shanghai', exp: Math.floor(Date.now() / 1000) + 3600 }
  const cookie = `${CUSTOMER_COOKIE}=${sign(world.services.secret, 'customer-session', { ...session, ...until })}`
  return {
    catalogue,
    desk,
    assessor: await world.tenant.as('warranty_assessor'),
    manager: await world.tenant.as('service_manager'),
    ownerId: body.id,
    owner: client(world.app, null, { cookie }),
    async car(n, more = {}) {
      const sold = { saleCountry: 'CN', buyerKind: 'consumer', soldOn: daysAgo(300), deliveredOn: daysAgo(300) }
      const asset = { modelId: catalogue.car, serial: vin(n), customerId: body.id, ...sold, ...more }
      return (await desk.post('/assets', asset)).body.id
    },
    async request(assetId, more = {}) {
      const asked = { kind: 'repair', assetId, words: 'It stalls', ...more }
      const { body: opened } = await desk.post('/requests', asked)
      await world.jobs()
      return opened.id
    },
    evidence: (who) => sentPhoto(who),
  }
}
