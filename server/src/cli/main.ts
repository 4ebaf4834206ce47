import { Command } from 'commander'
import { fail } from './output.ts'

/** `npx aftercare …`: the operator's tool. Each command is a file beside this one and one line here; only the asked one is loaded. */
const COMMANDS: Record<string, () => Promise<(program: Command) => void>> = {
  serve: async () => (await import('./serve.ts')).addServe,
  bench: async () => (await import('./bench.ts')).addBench,
  demo: async () => (await import('./demo.ts')).addDemo,
  dispatch: async () => (await import('./dispatch.ts')).addDispatch,
  doctor: async () => (await import('./doctor/doctor.ts')).addDoctor,
  entitlement: async () => (await import('./entitlement.ts')).addEntitlement,
  import: async () => (await import('./import.ts')).addImport,
  insight: async () => (await import('./insight.ts')).addInsight,
  migrate: async () => (await import('./migrate.ts')).addMigrate,
  openapi: async () => (await import('./openapi.ts')).addOpenapi,
  parts: async () => (await import('./parts.ts')).addParts,
  worker: async () => (await import('./serve.ts')).addWorker,
  user: async () => (await import('./user.ts')).addUser,
}

const program = new Command('aftercare').description('After-sales service: run it, fill it, ask it.').version('0.1.0')
const [first, second] = process.argv.slice(2)
const name = (first === 'help' ? second : first) ?? ''
const asked = Object.hasOwn(COMMANDS, name) && COMMANDS[name]
for (const load of asked ? [asked] : Object.values(COMMANDS)) (await load())(program)

program.showHelpAfterError()
await program.parseAsync().catch(fail)
