import fs from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { hashSecret, KEY_PREFIX, newSecret } from '../server/src/kit/auth/secrets.ts'
import { newId } from '../server/src/kit/ids.ts'
import { readSettings } from '../server/src/kit/settings.ts'
import { PERMISSIONS } from '../server/src/permissions.ts'
import { buildServer } from '../server/src/server.ts'
import { makeLog, type Running, startServices } from '../server/src/services.ts'

export interface Stage {
  services: Running
  app: FastifyInstance
  tenantId: string
  /** `Authorization` of an API key that may do everything. */
  authorization: string
  dataDir: string
  /** Stops server and database, does it, and starts both again at the same address; `services` and `app` are new then. */
  whileStopped(does: () => unknown): Promise<void>
  close(): Promise<void>
}

/** A server on a database of its own, durable as in production, with one company and one API key; gone afterwards. */
export async function openStage(): Promise<Stage> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-bench-'))
  const settings = readSettings(process.env, { dataDir, logLevel: 'warn', port: 0 })
  // What a measurement prints is its one line of JSON and nothing else.
  const log = makeLog('warn', process.stderr.fd)
  const services = await startServices(settings, { log })
  const tenantId = newId()
  const key = `${KEY_PREFIX}${newSecret()}`
  await services.db.tx(tenantId, async (tx) => {
    await sql`insert into kit.company (tenant_id, code, name, country, time_zone, currency)
      values (${tenantId}, ${`bench-${tenantId.slice(-8)}`}, 'Bench', 'CN', 'Asia/Shanghai', 'CNY')`.execute(tx)
    await tx
      .insertInto('people.api_key')
      .values({
        id: newId(),
        name: 'bench',
        prefix: key.slice(0, 11),
        key_hash: hashSecret(key),
        scopes: [...PERMISSIONS],
      })
      .execute()
  })
  const app = await buildServer(services)
  await app.ready()
  const stop = async () => {
    await stage.app.close()
    await stage.services.stop()
  }
  const stage: Stage = {
    services,
    app,
    tenantId,
    authorization: `Bearer ${key}`,
    dataDir,
    async whileStopped(does) {
      const address = stage.app.server.address() as AddressInfo | null
      await stop()
      does()
      stage.services = await startServices(settings, { log })
      stage.app = await buildServer(stage.services)
      if (address) await stage.app.listen({ port: address.port, host: address.address })
      else await stage.app.ready()
    },
    async close() {
      await stop()
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return stage
}
