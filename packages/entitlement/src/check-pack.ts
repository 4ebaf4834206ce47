import {
  checkFields,
  checkList,
  count,
  day,
  type Fields,
  flag,
  isCount,
  isFields,
  isText,
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
import { checkCondition } from './check-condition.ts'
import { checkDamages, checkDeduction, checkExtension, checkOrder } from './check-pack-sums.ts'
import { electors, layerNames, remedyNames } from './decision.ts'
import { factNames } from './known-facts.ts'
import { startDays } from './start-days.ts'

const any: Kind = [() => true, '']
const place: Kind = [(value) => isText(value) && /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(value), 'notPlace']
const confidence = oneOf('high', 'medium', 'low')
const kinds = someOf('part', 'labour', 'travel', 'consumable', 'rental', 'other')

/** Everything wrong with a pack, by path. Empty: the engine understands every word of it. Needs no schema library, so the phone can check too. */
export function checkPack(pack: unknown): Problem[] {
  const required = { id: text, version: text, jurisdiction: place, productClasses: texts, rules: list }
  const optional = {
    floorFor: texts,
    alsoIn: texts,
    specific: flag,
    restDaysMoveEnd: flag,
    neverVoids: list,
    warrantyExtensions: list,
    catalogue: list,
    $schema: text,
  }
  const problems = checkFields(pack, '', required, optional)
  if (!isFields(pack)) return problems
  const refs = monthsIn(pack.catalogue)
  return [
    ...problems,
    ...checkList(pack.neverVoids, '.neverVoids', (one, path) =>
      checkFields(one, path, { code: text, ruleId: text }, {}),
    ),
    ...checkList(pack.warrantyExtensions, '.warrantyExtensions', checkExtension),
    ...checkList(pack.catalogue, '.catalogue', checkRow),
    ...checkList(pack.rules, '.rules', (rule, path) => checkRule(rule, path, refs)),
    ...checkUnique(pack.rules),
  ]
}

function checkRow(row: unknown, path: string): Problem[] {
  const rate: Kind = [(value) => value === null || isCount(value), 'notCount']
  const required = {
    productClass: text,
    months: object,
    mainParts: texts,
    installed: flag,
    dailyDepreciation: rate,
    source: any,
    confidence,
  }
  const problems = checkFields(row, path, required, {})
  if (!isFields(row)) return problems
  const months = isFields(row.months) ? Object.entries(row.months) : []
  const wrong = months
    .filter(([, value]) => !isCount(value))
    .map(([name]) => ({ path: `${path}.months.${name}`, code: 'notCount' }))
  return [...problems, ...wrong, ...checkSource(row.source, `${path}.source`)]
}

/** The names every row of the catalogue has months for: only those may be referred to. */
function monthsIn(catalogue: unknown): Set<string> {
  const rows = Array.isArray(catalogue) ? catalogue.filter(isFields) : []
  const [first, ...others] = rows.map((row) => new Set(isFields(row.months) ? Object.keys(row.months) : []))
  return new Set([...(first ?? [])].filter((name) => others.every((names) => names.has(name))))
}

function checkRule(rule: unknown, path: string, refs: Set<string>): Problem[] {
  const required = {
    id: text,
    layer: oneOf(...layerNames),
    title: localised,
    when: any,
    covers: kinds,
    remedies: list,
    source: any,
    confidence,
  }
  const optional = {
    clause: any,
    from: day,
    to: day,
    since: day,
    exceptIn: texts,
    scope: any,
    day: oneOf('claim', 'today'),
    whenKnown: flag,
    buyer: oneOf('consumer', 'business'),
    kind: oneOf('rebuttable_presumption', 'recommendation', 'commercial', 'draft_not_law'),
    deduct: any,
    damages: any,
    alsoPaid: texts,
    term: any,
    start: list,
    extensions: list,
    presume: list,
    counts: oneOf('won', 'open'),
    productClasses: texts,
    components: texts,
    mainPartsOnly: flag,
    excludedComponents: texts,
    bar: text,
    floor: flag,
    sharePct: percent,
    note: localised,
  }
  const problems = checkFields(rule, path, required, optional)
  if (!isFields(rule)) return problems
  if (rule.clause !== undefined)
    problems.push(...checkFields(rule.clause, `${path}.clause`, { law: text, article: text }, {}))
  if (rule.term !== undefined) problems.push(...checkTerm(rule, path, refs))
  if (rule.deduct !== undefined) problems.push(...checkDeduction(rule.deduct, `${path}.deduct`))
  if (rule.damages !== undefined) problems.push(...checkDamages(rule.damages, `${path}.damages`))
  return [
    ...problems,
    ...checkOrder(rule, path),
    ...checkCondition(rule.when, `${path}.when`),
    ...(rule.scope === undefined ? [] : checkCondition(rule.scope, `${path}.scope`)),
    ...checkList(rule.start, `${path}.start`, checkStart),
    ...checkList(rule.extensions, `${path}.extensions`, checkExtension),
    ...checkList(rule.presume, `${path}.presume`, checkPresumption),
    ...checkList(rule.remedies, `${path}.remedies`, checkRemedy),
    ...checkSource(rule.source, `${path}.source`),
  ]
}

function checkTerm(rule: Fields, path: string, refs: Set<string>): Problem[] {
  const months: Kind = [
    (value) => isCount(value) || (isFields(value) && isText(value.ref) && refs.has(value.ref)),
    'notMonths',
  ]
  const problems = checkFields(
    rule.term,
    `${path}.term`,
    {},
    { months, days: count, fromDay: count, km: count, miles: count, hours: count },
  )
  if (!Array.isArray(rule.start) || rule.start.length === 0) problems.push({ path: `${path}.start`, code: 'required' })
  return problems
}

function checkStart(start: unknown, path: string): Problem[] {
  const problems = checkFields(
    start,
    path,
    { latestOf: someOf(...startDays), decisive: oneOf(...startDays) },
    { notBefore: someOf(...startDays), orIfKnown: someOf(...startDays), from: day, to: day },
  )
  return [...problems, ...checkOrder(start, path)]
}

function checkPresumption(presumption: unknown, path: string): Problem[] {
  const known: Kind = [(value) => isText(value) && factNames.has(value), 'unknownFact']
  return checkFields(presumption, path, { fact: known, value: any, by: text }, { months: count })
}

function checkRemedy(remedy: unknown, path: string): Problem[] {
  const problems = checkFields(
    remedy,
    path,
    { options: someOf(...remedyNames), electedBy: oneOf(...electors) },
    { tier: count, when: any, withinDays: count, via: text },
  )
  const when = isFields(remedy) ? remedy.when : undefined
  return when === undefined ? problems : [...problems, ...checkCondition(when, `${path}.when`)]
}

const checkSource = (source: unknown, path: string) =>
  checkFields(source, path, { kind: oneOf('found', 'memory'), ref: text }, {})

function checkUnique(rules: unknown): Problem[] {
  const seen = new Set<unknown>()
  return checkList(rules, '.rules', (rule, path) => {
    if (!isFields(rule)) return []
    const again = seen.has(rule.id)
    seen.add(rule.id)
    return again ? [{ path: `${path}.id`, code: 'duplicate' }] : []
  })
}
