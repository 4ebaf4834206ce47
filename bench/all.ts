import { importBench } from './import.ts'
import type { Bench } from './kind.ts'
import { listsBench } from './lists.ts'

/** Every measurement; one line each. */
export const BENCHES: readonly Bench[] = [importBench, listsBench]
