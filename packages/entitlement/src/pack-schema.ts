import { electors, layerNames, remedyNames } from './decision.ts'
import { factNames } from './known-facts.ts'
import { startDays } from './start-days.ts'

// JSON Schema of a pack for editors and other tools, made from the same names as `checkPack`. `packs/pack.schema.json` is this, written out
// (`npx aftercare entitlement packs schema`). What a schema cannot say (no rule twice, a reference that some row lacks, a window that
// ends before it begins, packs that overlap) only the checker says.

type Schema = Record<string, unknown>

const text: Schema = { type: 'string', pattern: '\\S' }
const texts: Schema = { type: 'array', items: text }
const place: Schema = { type: 'string', pattern: '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' }
const day: Schema = { type: 'string', format: 'date' }
const count: Schema = { type: 'number', minimum: 0 }
const positive: Schema = { type: 'number', exclusiveMinimum: 0 }
const share: Schema = { type: 'number', minimum: 0, maximum: 1 }
const flag: Schema = { type: 'boolean' }
const anything: Schema = {}
const oneOf = (...names: readonly string[]): Schema => ({ enum: [...names] })
const listOf = (items: Schema): Schema => ({ type: 'array', items })
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` })
const object = (required: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
})

const value: Schema = { type: ['boolean', 'number', 'string'] }
const condition: Schema = {
  oneOf: [
    object({ fact: ref('fact'), op: oneOf('eq'), value }),
    object({ fact: ref('fact'), op: oneOf('gt', 'gte', 'lt', 'lte'), value: { type: 'number' } }),
    object({ fact: ref('fact'), op: oneOf('in'), value: listOf(value) }),
    object({ all: listOf(ref('condition')) }),
    object({ any: listOf(ref('condition')) }),
  ],
}

const confidence = oneOf('high', 'medium', 'low')
const extensionOf = (kind: string, required: Record<string, Schema> = {}, optional: Record<string, Schema> = {}) =>
  object({ kind: oneOf(kind), ruleId: text, confidence, ...required }, { ...optional, from: day, to: day })
const extension: Schema = {
  oneOf: [
    extensionOf('toll', {}, { overDays: count, minDays: count }),
    extensionOf('pause', {}, { leastDays: count }),
    extensionOf('extend_once', { months: count }),
    extensionOf('extend_each', { months: count }, { atMost: count }),
    extensionOf('restart', {}, { months: count, imposed: flag }),
    extensionOf('stop'),
    extensionOf('same_fault', { months: count }),
    extensionOf('run_out', { months: count, after: oneOf('fault', 'return') }),
  ],
}

const remedies = listOf(oneOf(...remedyNames))
const distance = { rate: share, coefficient: flag, free: count, at: oneOf('now', 'first_repair') }
const deduction: Schema = {
  oneOf: [
    object(
      { kind: oneOf('distance'), ruleId: text, unit: oneOf('km', 'mile'), per: positive },
      { onlyFor: remedies, ...distance },
    ),
    object({ kind: oneOf('days'), ruleId: text }, { onlyFor: remedies, rate: share, unless: ref('condition') }),
  ],
}
const price = object({
  minor: { type: 'string', pattern: '^\\d{1,18}$' },
  currency: { type: 'string', pattern: '^[A-Z]{3}$' },
})

const start = object(
  { latestOf: listOf(oneOf(...startDays)), decisive: oneOf(...startDays) },
  { notBefore: listOf(oneOf(...startDays)), orIfKnown: listOf(oneOf(...startDays)), from: day, to: day },
)
const months: Schema = { oneOf: [count, object({ ref: text })] }
const term = object({}, { months, days: count, fromDay: count, km: count, miles: count, hours: count })
const remedySet = object(
  { options: remedies, electedBy: oneOf(...electors) },
  { tier: count, when: ref('condition'), withinDays: count, via: text },
)
const source = object({ kind: oneOf('found', 'memory'), ref: text })
const localised: Schema = { oneOf: [text, { type: 'object', additionalProperties: text }] }

const rule: Schema = {
  ...object(
    {
      id: text,
      layer: oneOf(...layerNames),
      title: localised,
      when: ref('condition'),
      covers: listOf(oneOf('part', 'labour', 'travel', 'consumable', 'rental', 'other')),
      remedies: listOf(remedySet),
      source,
      confidence,
    },
    {
      clause: object({ law: text, article: text }),
      from: day,
      to: day,
      since: day,
      exceptIn: texts,
      scope: ref('condition'),
      day: oneOf('claim', 'today'),
      whenKnown: flag,
      buyer: oneOf('consumer', 'business'),
      kind: oneOf('rebuttable_presumption', 'recommendation', 'commercial', 'draft_not_law'),
      deduct: deduction,
      alsoPaid: texts,
      damages: object({ times: positive }, { atLeast: price }),
      term,
      start: listOf(start),
      extensions: listOf(extension),
      presume: listOf(object({ fact: ref('fact'), value: anything, by: text }, { months: count })),
      counts: oneOf('won', 'open'),
      productClasses: texts,
      components: texts,
      mainPartsOnly: flag,
      excludedComponents: texts,
      bar: text,
      floor: flag,
      sharePct: { type: 'number', minimum: 0, maximum: 100 },
      note: localised,
    },
  ),
  // A term without a start would never begin.
  dependentSchemas: { term: { required: ['start'], properties: { start: { minItems: 1 } } } },
}

const row = object({
  productClass: text,
  months: { type: 'object', additionalProperties: count },
  mainParts: texts,
  installed: flag,
  dailyDepreciation: { oneOf: [count, { type: 'null' }] },
  source,
  confidence,
})

/** The schema (draft 2020-12) of a pack. */
export const packSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Rule pack of Aftercare',
  ...object(
    { id: text, version: text, jurisdiction: place, productClasses: texts, rules: listOf(rule) },
    {
      $schema: text,
      floorFor: texts,
      alsoIn: texts,
      specific: flag,
      restDaysMoveEnd: flag,
      neverVoids: listOf(object({ code: text, ruleId: text })),
      warrantyExtensions: listOf(extension),
      catalogue: listOf(row),
    },
  ),
  $defs: { condition, fact: oneOf(...[...factNames].sort()) },
}
