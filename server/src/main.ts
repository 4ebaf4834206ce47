import type { Settings } from './kit/settings.ts'
import { startWorker } from './kit/worker.ts'
import { ALL_JOBS } from './modules.ts'
import { buildServer } from './server.ts'
import { type Running, startServices } from './services.ts'

export interface Serving {
  url: string
  services: Running
  stop(): Promise<void>
}

/** Database, HTTP and (unless it runs apart) the worker, in one process. */
export async function serve(settings: Settings, options: { worker?: boolean } = {}): Promise<Serving> {
  const services = await startServices(settings)
  const app = await buildServer(services)
  const worker = options.worker === false ? null : await startWorker(services, services.ownerPool, ALL_JOBS)
  const url = await app.listen({ host: settings.host, port: settings.port })
  let stopping: Promise<void> | null = null
  const stop = () => {
    // Orderly: no new requests, running ones finish, then jobs, then connections, then the database.
    stopping ??= (async () => {
      await app.close()
      await worker?.stop()
      await services.stop()
    })()
    return stopping
  }
  return { url, services, stop }
}

/** Stops once on SIGINT or SIGTERM; a second signal does not wait. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let asked = false
  const onSignal = () => {
    if (asked) process.exit(130)
    asked = true
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
