import { Command } from 'commander'
import { addBench } from './bench.ts'
import { addDemo } from './demo.ts'
import { addDispatch } from './dispatch.ts'
import { addDoctor } from './doctor/doctor.ts'
import { addEntitlement } from './entitlement.ts'
import { addImport } from './import.ts'
import { addInsight } from './insight.ts'
import { addMigrate } from './migrate.ts'
import { addOpenapi } from './openapi.ts'
import { fail } from './output.ts'
import { addParts } from './parts.ts'
import { addServe } from './serve.ts'
import { addUser } from './user.ts'

/** `npx aftercare …`: the operator's tool. Each command is a file beside this one and one line here. */
const program = new Command('aftercare').description('After-sales service: run it, fill it, ask it.').version('0.1.0')
for (const add of [
  addServe,
  addBench,
  addDemo,
  addDispatch,
  addDoctor,
  addEntitlement,
  addImport,
  addInsight,
  addMigrate,
  addOpenapi,
  addParts,
  addUser,
])
  add(program)

program.showHelpAfterError()
await program.parseAsync().catch(fail)
