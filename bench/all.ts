import { boardBench } from './board.ts'
import { crashBench } from './crash.ts'
import { dispatchBench } from './dispatch.ts'
import { entitlementBench } from './entitlement.ts'
import { importBench } from './import.ts'
import { intakeBench } from './intake.ts'
import type { Bench } from './kind.ts'
import { ledgerBench } from './ledger.ts'
import { listsBench } from './lists.ts'
import { offlineBench } from './offline.ts'
import { partsBench } from './parts.ts'
import { phoneBench } from './phone.ts'
import { replanBench } from './replan.ts'
import { slotsBench } from './slots.ts'

/** Every measurement; one line each. */
export const BENCHES: readonly Bench[] = [
  boardBench,
  crashBench,
  dispatchBench,
  entitlementBench,
  importBench,
  intakeBench,
  ledgerBench,
  listsBench,
  offlineBench,
  partsBench,
  phoneBench,
  slotsBench,
  replanBench,
]
