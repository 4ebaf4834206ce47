import {
  checkFields,
  checkList,
  count,
  day,
  flag,
  isFields,
  type Kind,
  list,
  localised,
  object,
  oneOf,
  type Problem,
  percent,
  someOf,
  text,
  texts,
} from './check.ts'
import { otherDays, startDays } from './start-days.ts'

type Form = [required: Record<string, Kind>, optional: Record<string, Kind>]

const kinds = ['part', 'labour', 'travel', 'consumable', 'rental', 'other']
const covers = someOf(...kinds)
const flags = (...names: string[]) => Object.fromEntries(names.map((name) => [name, flag]))
const promise = { components: texts, excludedComponents: texts, name: localised, sharePct: percent }

/** What each list of a case holds. A code nobody knows would be read as "another one" and decide wrongly without a word. */
const lists: Record<string, Form> = {
  warranty: [
    { id: text, covers: oneOf(...kinds), startsFrom: oneOf('sale', 'delivery', 'installation', 'registration') },
    { ...promise, months: count, distanceKm: count, hours: count },
  ],
  contracts: [
    { id: text, kind: text, start: day, end: day, covers },
    { ...promise, remaining: count },
  ],
  fittedParts: [
    { id: text, component: text, fittedAt: day },
    { covers, months: count, distanceKm: count, fittedKm: count, name: localised },
  ],
  suppliers: [
    { id: text, supplier: text, covers, startsFrom: oneOf(...startDays) },
    { ...promise, months: count, distanceKm: count },
  ],
  grants: [
    { id: text, layer: oneOf('recall', 'goodwill'), covers },
    { ...promise, from: day, to: day },
  ],
  voided: [{ code: text, at: day }, {}],
  lines: [{ id: text, kind: oneOf(...kinds) }, { component: text }],
}

const ofHistory: Record<string, Form> = {
  repairs: [
    { in: text },
    {
      out: text,
      symptomCode: text,
      ...flags('severeSafety', 'serious', 'noFaultFound'),
      under: oneOf('statute', 'warranty', 'contract', 'goodwill', 'customer'),
      delayCause: oneOf('producer_parts', 'repairer', 'customer', 'other'),
      replaced: list,
      meterKm: count,
      meterMiles: count,
      excludedDays: count,
    },
  ],
  exchanges: [{ at: day }, { imposed: flag }],
  complaints: [{ at: day }, { answeredAt: day }],
  notices: [{ at: day, to: oneOf('seller', 'manufacturer'), subject: oneOf('defect', 'availment') }, {}],
}

const ofAsset: Form = [
  { serialKnown: flag },
  {
    ...Object.fromEntries(
      ['saleDate', 'deliveryDate', 'installationDate', 'registrationDate'].map((name) => [name, day]),
    ),
    buyerKind: oneOf('consumer', 'business'),
    saleChannel: oneOf('shop', 'online', 'tv', 'phone', 'mail', 'off_premises'),
    condition: oneOf('new', 'used'),
    digitalSupplyUntil: day,
    modelYear: count,
    useCoefficient: [(value) => typeof value === 'number' && value >= 0 && value <= 1, 'notRate'],
    meters: list,
  },
]
const ofMeters: Record<string, Form> = {
  meters: [{ kind: oneOf('km', 'mile', 'hour', 'cycle'), value: count, at: day }, {}],
}
const ofFault: Form = [
  {},
  {
    at: day,
    symptomCode: text,
    component: text,
    assembly: text,
    ...flags('safety', 'mainPart', 'wearPart', 'needsReplacement', 'performance', 'usable', 'minor'),
    cause: oneOf('quality', 'wear', 'misuse', 'modification', 'mishandling', 'accident', 'force_majeure', 'disclosed'),
  },
]
const ofCalendar: Form = [{ restDays: texts }, { workDays: texts }]
const ofDates: Form = [{}, Object.fromEntries(otherDays.map((name) => [name, day]))]
const ofRepairList: Form = [{ repairs: list }, {}]
const ofReplacements: Record<string, Form> = { replaced: [{}, { assembly: text, mainPart: text }] }

const ofCase: Form = [
  { at: day, jurisdiction: text, productClass: text, asset: object, warranty: list },
  { history: object, dates: object, fault: object, calendar: object, facts: object },
]

/** The names one object of a case may have, and what lies below them. */
export interface NamesOf {
  names: ReadonlySet<string>
  below: Record<string, NamesOf>
}

const namesOf = (form: Form, below: Record<string, NamesOf> = {}): NamesOf => ({
  names: new Set([...form.flatMap((fields) => Object.keys(fields)), ...Object.keys(below)]),
  below,
})
const namesOfAll = (forms: Record<string, Form>) =>
  Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, namesOf(form)]))

const priceForm: Form = [{ minor: text, currency: text }, {}]
/** Every name a case may have, on every level. */
export const formOf: NamesOf = namesOf(ofCase, {
  ...namesOfAll(lists),
  asset: namesOf(ofAsset, { ...namesOfAll(ofMeters), price: namesOf(priceForm) }),
  fault: namesOf(ofFault),
  calendar: namesOf(ofCalendar),
  dates: namesOf(ofDates),
  history: namesOf(ofRepairList, {
    ...namesOfAll(ofHistory),
    repairs: namesOf(ofHistory.repairs!, namesOfAll(ofReplacements)),
  }),
})

/** A case from a file or another system may have any form: what the engine walks over has to be there as it expects it. */
export function checkForm(facts: unknown): Problem[] {
  if (!isFields(facts)) return [{ path: '', code: 'notObject' }]
  const { asset, history, facts: given } = facts
  return [
    ...form(facts, '', ofCase),
    ...maybe(asset, '.asset', ofAsset),
    ...maybe(facts.fault, '.fault', ofFault),
    ...maybe(facts.calendar, '.calendar', ofCalendar),
    ...maybe(facts.dates, '.dates', ofDates),
    ...forms(facts, '', lists),
    ...(isFields(asset) ? forms(asset, '.asset', ofMeters) : none),
    ...(isFields(history) ? checkHistory(history) : none),
    ...(isFields(given) ? checkGiven(given) : none),
  ]
}

const none: Problem[] = []

/** Fields nobody knows may stand: another version wrote them. Each decision comes through here, so what is right costs no list. */
function form(value: unknown, path: string, fields: Form): Problem[] {
  if (isFields(value) && fits(value, fields)) return none
  return checkFields(value, path, ...fields).filter((one) => one.code !== 'unknownField')
}

function fits(value: Record<string, unknown>, fields: Form): boolean {
  for (const [name, test, needed] of flatOf(fields)) {
    const one = value[name]
    if (one === undefined ? needed : !test(one)) return false
  }
  return true
}

type Flat = [name: string, test: Kind[0], needed: boolean][]
const flats = new Map<Form, Flat>()

/** The fields of a form in one list, made once. */
function flatOf(fields: Form): Flat {
  let flat = flats.get(fields)
  if (!flat) {
    const [required, optional] = fields
    flat = [
      ...Object.entries(required).map(([name, [test]]): Flat[number] => [name, test, true]),
      ...Object.entries(optional).map(([name, [test]]): Flat[number] => [name, test, false]),
    ]
    flats.set(fields, flat)
  }
  return flat
}

const maybe = (value: unknown, path: string, fields: Form) => (isFields(value) ? form(value, path, fields) : none)

function forms(value: Record<string, unknown>, path: string, fields: Record<string, Form>): Problem[] {
  let problems = none
  for (const name in fields) {
    const items = value[name]
    const one = fields[name]!
    if (items === undefined) continue
    if (Array.isArray(items) && items.every((item) => isFields(item) && fits(item, one))) continue
    problems = [...problems, ...checkList(items, `${path}.${name}`, (item, at) => form(item, at, one))]
  }
  return problems
}

function checkHistory(history: Record<string, unknown>): Problem[] {
  const problems = [...form(history, '.history', ofRepairList), ...forms(history, '.history', ofHistory)]
  if (!Array.isArray(history.repairs)) return problems
  for (const [index, repair] of history.repairs.entries()) {
    if (isFields(repair) && repair.replaced !== undefined)
      problems.push(...forms(repair, `.history.repairs[${index}]`, ofReplacements))
  }
  return problems
}

function checkGiven(given: Record<string, unknown>): Problem[] {
  const problems: Problem[] = []
  for (const name in given) {
    const value = given[name]
    if (value !== undefined && typeof value !== 'boolean' && typeof value !== 'number' && typeof value !== 'string')
      problems.push({ path: `.facts.${name}`, code: 'notValue' })
  }
  return problems
}
