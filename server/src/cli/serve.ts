import type { Command } from 'commander'
import { readSettings } from '../kit/settings.ts'
import { startWorker } from '../kit/worker.ts'
import { serve, stopOnSignal } from '../main.ts'
import { ALL_JOBS } from '../modules.ts'
import { startServices } from '../services.ts'
import { print } from './output.ts'

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the server (and the worker, unless --no-worker)')
    .option('--port <port>', 'port to listen on', Number)
    .option('--host <host>', 'address to listen on')
    .option('--data <dir>', 'data directory')
    .option('--no-worker', 'leave the jobs to `aftercare worker`')
    .option('--json', 'print the address as JSON')
    .action(async (flags: { port?: number; host?: string; data?: string; worker: boolean; json?: boolean }) => {
      const settings = readSettings(process.env, { port: flags.port!, host: flags.host!, dataDir: flags.data! })
      const serving = await serve(settings, { worker: flags.worker })
      stopOnSignal(serving.stop)
      print(flags.json, { url: serving.url }, [`Aftercare runs at ${serving.url}`])
    })
}

export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('work off jobs in a process of its own')
    .option('--data <dir>', 'data directory')
    .option('--concurrency <n>', 'jobs at the same time', Number, 4)
    .option('--json', 'print as JSON')
    .action(async (flags: { data?: string; concurrency: number; json?: boolean }) => {
      const services = await startServices(readSettings(process.env, { dataDir: flags.data! }))
      const worker = await startWorker(services, services.ownerPool, ALL_JOBS, flags.concurrency)
      stopOnSignal(async () => {
        await worker.stop()
        await services.stop()
      })
      print(flags.json, { working: true }, ['The worker runs.'])
    })
}
