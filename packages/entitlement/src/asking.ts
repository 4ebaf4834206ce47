import type { FactValue, Fault } from './case.ts'

/** How a missing fact is asked for where it is shown, and where its answer belongs. */
export type Asking =
  | { of: 'fault'; field: keyof Fault; kind: 'yesNo' | 'text' }
  | { of: 'fault'; field: 'cause' | 'assembly'; kind: 'choice'; choices: readonly string[] }
  | { of: 'meter'; field: 'km' | 'hour'; kind: 'number' }
  | { of: 'asset'; field: 'soldOn' | 'deliveredOn' | 'installedOn'; kind: 'day' }
  | { of: 'asset'; field: 'buyerKind'; kind: 'choice'; choices: readonly string[] }
  /** Assessed by somebody, under its own name in the packs. */
  | { of: 'facts'; field: string; kind: 'yesNo' }

export const causes = [
  'quality',
  'wear',
  'misuse',
  'modification',
  'mishandling',
  'accident',
  'force_majeure',
  'disclosed',
] as const satisfies readonly Fault['cause'][]
const assemblies = [
  'engine',
  'transmission',
  'traction_battery',
  'drive_motor',
  'steering',
  'brake',
  'suspension',
  'body',
]

const flag = (field: keyof Fault): Asking => ({ of: 'fault', field, kind: 'yesNo' })
const byName: Record<string, Asking> = {
  'fault.cause': { of: 'fault', field: 'cause', kind: 'choice', choices: causes },
  'fault.assembly': { of: 'fault', field: 'assembly', kind: 'choice', choices: assemblies },
  'fault.component': { of: 'fault', field: 'component', kind: 'text' },
  'fault.symptomCode': { of: 'fault', field: 'symptomCode', kind: 'text' },
  'fault.safety': flag('safety'),
  'fault.performance': flag('performance'),
  'fault.usable': flag('usable'),
  'fault.minor': flag('minor'),
  'fault.needsReplacement': flag('needsReplacement'),
  'fault.mainPart': flag('mainPart'),
  'asset.meters.km': { of: 'meter', field: 'km', kind: 'number' },
  'asset.meters.hour': { of: 'meter', field: 'hour', kind: 'number' },
  'asset.saleDate': { of: 'asset', field: 'soldOn', kind: 'day' },
  'asset.deliveryDate': { of: 'asset', field: 'deliveredOn', kind: 'day' },
  'asset.installationDate': { of: 'asset', field: 'installedOn', kind: 'day' },
  'asset.buyerKind': { of: 'asset', field: 'buyerKind', kind: 'choice', choices: ['consumer', 'business'] },
}
/** What nobody can answer with yes or no at the product: it is in the records, in the law, or has its own place. */
const elsewhere = /^(asset|fault|history|dates|law)\.|^(season|remedy\.option|claim\.state)$/

/** Undefined: the fact cannot be said on the spot. */
export function askingFor(fact: string): Asking | undefined {
  return byName[fact] ?? (elsewhere.test(fact) ? undefined : { of: 'facts', field: fact, kind: 'yesNo' })
}

/** What a decision is told of an answer; a meter and the product's own dates go to the product instead. */
export function toldBy(
  asking: Asking,
  value: FactValue,
): { fault?: Partial<Fault>; facts?: Record<string, FactValue> } {
  if (asking.of === 'fault') return { fault: { [asking.field]: value } }
  return asking.of === 'facts' ? { facts: { [asking.field]: value } } : {}
}
