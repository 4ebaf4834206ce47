import type { AssetFacts, Case, MeterReading, Repair } from './case.ts'
import { isCount, isDay, type Problem } from './check.ts'
import { checkCodes } from './check-case-codes.ts'
import { checkMore, checkShape } from './check-case-more.ts'

/** Facts that cannot be: no such day, dates in impossible order, a meter that runs backwards, a share above 100. Empty when the case can be decided. */
export function checkCase(facts: Case): Problem[] {
  const shape = checkShape(facts)
  if (shape.length > 0) return shape
  const problems: Problem[] = []
  if (!/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(facts.jurisdiction))
    problems.push({ path: '.jurisdiction', code: 'notPlace' })
  if (facts.productClass.trim() === '') problems.push({ path: '.productClass', code: 'required' })
  problems.push(
    ...checkAsset(facts.asset),
    ...checkFault(facts),
    ...checkPromises(facts),
    ...checkMore(facts),
    ...checkCodes(facts),
  )
  const { history, voided, calendar } = facts
  problems.push(...each(history?.repairs, '.history.repairs', checkRepair))
  for (const [name, date] of Object.entries(facts.dates ?? {})) problems.push(...checkDay(date, `.dates.${name}`))
  problems.push(...each(history?.notices, '.history.notices', ({ at }, path) => checkDay(at, `${path}.at`)))
  problems.push(...each(voided, '.voided', ({ at }, path) => checkDay(at, `${path}.at`)))
  problems.push(...each(calendar?.restDays, '.calendar.restDays', checkDay))
  problems.push(...each(calendar?.workDays, '.calendar.workDays', checkDay))
  const lines = (facts.lines ?? []).map((line) => line.id)
  lines.forEach((id, index) => {
    if (lines.indexOf(id) !== index) problems.push({ path: `.lines[${index}].id`, code: 'duplicate' })
  })
  return problems
}

function each<Item>(
  items: readonly Item[] | undefined,
  path: string,
  check: (item: Item, path: string) => Problem[],
): Problem[] {
  return (items ?? []).flatMap((item, index) => check(item, `${path}[${index}]`))
}

const checkDay = (value: string | undefined, path: string): Problem[] =>
  value === undefined || isDay(value) ? [] : [{ path, code: 'notDay' }]

/** Delivery may come before the invoice (test drives, letters of credit), but nothing is installed before it is there. */
function checkAsset(asset: AssetFacts): Problem[] {
  const { saleDate, deliveryDate, installationDate, registrationDate, digitalSupplyUntil } = asset
  const dates = { saleDate, deliveryDate, installationDate, registrationDate, digitalSupplyUntil }
  const problems = Object.entries(dates).flatMap(([name, value]) => checkDay(value, `.asset.${name}`))
  if (problems.length === 0 && deliveryDate && installationDate && installationDate < deliveryDate) {
    problems.push({
      path: '.asset.installationDate',
      code: 'beforeDelivery',
      values: { date: installationDate, after: deliveryDate },
    })
  }
  return [...problems, ...checkMeters(asset.meters ?? [])]
}

function checkMeters(meters: readonly MeterReading[]): Problem[] {
  const problems = meters.flatMap(({ value, at }, index) => [
    ...checkDay(at, `.asset.meters[${index}].at`),
    ...(isCount(value) ? [] : [{ path: `.asset.meters[${index}].value`, code: 'notCount' }]),
  ])
  if (problems.length > 0) return problems
  for (const kind of new Set(meters.map((one) => one.kind))) {
    const mine = meters
      .filter((one) => one.kind === kind)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.value - b.value))
    const back = mine.find((one, index) => index > 0 && one.value < mine[index - 1]!.value)
    if (back)
      problems.push({
        path: `.asset.meters[${meters.indexOf(back)}].value`,
        code: 'runsBackwards',
        values: { kind, at: back.at },
      })
  }
  return problems
}

function checkFault({ at, fault }: Case): Problem[] {
  if (fault?.at === undefined) return []
  if (!isDay(fault.at)) return [{ path: '.fault.at', code: 'notDay' }]
  return fault.at > at ? [{ path: '.fault.at', code: 'afterDecision', values: { date: fault.at, at } }] : []
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/
const isMoment = (value: string) =>
  isDay(value.slice(0, 10)) && (value.length === 10 || (instant.test(value) && !Number.isNaN(Date.parse(value))))

function checkRepair(repair: Repair, path: string): Problem[] {
  if (!isMoment(repair.in)) return [{ path: `${path}.in`, code: 'notDay' }]
  if (repair.out === undefined) return []
  if (!isMoment(repair.out)) return [{ path: `${path}.out`, code: 'notDay' }]
  const precise = repair.in.length > 10 && repair.out.length > 10
  const backwards = precise
    ? Date.parse(repair.out) < Date.parse(repair.in)
    : repair.out.slice(0, 10) < repair.in.slice(0, 10)
  return backwards ? [{ path: `${path}.out`, code: 'beforeStart', values: { date: repair.out, after: repair.in } }] : []
}

function checkPromises({ warranty, contracts, grants }: Case): Problem[] {
  const problems: Problem[] = []
  warranty.forEach((term, index) => {
    for (const name of ['months', 'distanceKm', 'hours'] as const) {
      if (term[name] !== undefined && !isCount(term[name]))
        problems.push({ path: `.warranty[${index}].${name}`, code: 'notCount' })
    }
  })
  contracts?.forEach((contract, index) => {
    const path = `.contracts[${index}]`
    problems.push(
      ...checkDay(contract.start, `${path}.start`),
      ...checkDay(contract.end, `${path}.end`),
      ...checkShare(contract.sharePct, path),
    )
    if (contract.end < contract.start)
      problems.push({ path: `${path}.end`, code: 'beforeStart', values: { date: contract.end, after: contract.start } })
  })
  grants?.forEach((grant, index) => {
    const path = `.grants[${index}]`
    problems.push(
      ...checkDay(grant.from, `${path}.from`),
      ...checkDay(grant.to, `${path}.to`),
      ...checkShare(grant.sharePct, path),
    )
  })
  return problems
}

function checkShare(sharePct: number | undefined, path: string): Problem[] {
  const fine = sharePct === undefined || (isCount(sharePct) && sharePct <= 100)
  return fine ? [] : [{ path: `${path}.sharePct`, code: 'notShare' }]
}
