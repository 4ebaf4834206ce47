import type { AssetFacts, Case, MeterReading, Repair } from './case.ts'
import { isDay, type Problem } from './check.ts'
import { checkForm } from './check-case-form.ts'
import { checkPrice } from './check-pack-sums.ts'

/** Facts that cannot be: of another form, dates in impossible order, a meter that runs backwards, money nobody knows. Empty when the case can be decided. */
export function checkCase(facts: Case): Problem[] {
  const ofForm = checkForm(facts)
  if (ofForm.length > 0) return ofForm
  const problems: Problem[] = []
  if (!/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(facts.jurisdiction))
    problems.push({ path: '.jurisdiction', code: 'notPlace' })
  problems.push(...checkAsset(facts.asset), ...checkFault(facts), ...checkPromises(facts), ...checkHistory(facts))
  const { calendar } = facts
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

const checkDay = (value: string, path: string): Problem[] => (isDay(value) ? [] : [{ path, code: 'notDay' }])

/** Delivery may come before the invoice (test drives, letters of credit), but nothing is installed before it is there. */
function checkAsset(asset: AssetFacts): Problem[] {
  const { deliveryDate, installationDate, price } = asset
  const problems = checkMeters(asset.meters ?? [])
  if (price !== undefined) problems.push(...checkPrice(price, '.asset.price'))
  if (deliveryDate && installationDate && installationDate < deliveryDate) {
    problems.push({
      path: '.asset.installationDate',
      code: 'beforeDelivery',
      values: { date: installationDate, after: deliveryDate },
    })
  }
  return problems
}

function checkMeters(meters: readonly MeterReading[]): Problem[] {
  const problems: Problem[] = []
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
  return fault?.at !== undefined && fault.at > at
    ? [{ path: '.fault.at', code: 'afterDecision', values: { date: fault.at, at } }]
    : []
}

function checkHistory({ history, at }: Case): Problem[] {
  return [
    ...each(history?.repairs, '.history.repairs', checkRepair),
    ...each(history?.exchanges, '.history.exchanges', (one, path) => past(one.at, `${path}.at`, at)),
    ...each(history?.complaints, '.history.complaints', ({ at: made, answeredAt }, path) => [
      ...past(made, `${path}.at`, at),
      ...(answeredAt === undefined ? [] : past(answeredAt, `${path}.answeredAt`, at)),
      ...inOrder(made, answeredAt, `${path}.answeredAt`),
    ]),
  ]
}

/** What is written as done cannot lie after the day of the decision. */
const past = (date: string, path: string, at: string): Problem[] =>
  date > at ? [{ path, code: 'afterToday', values: { date, at } }] : []

const inOrder = (from: string, to: string | undefined, path: string): Problem[] =>
  to !== undefined && to < from ? [{ path, code: 'beforeStart', values: { date: to, after: from } }] : []

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

function checkPromises({ contracts, grants }: Case): Problem[] {
  return [
    ...each(contracts, '.contracts', ({ start, end }, path) => inOrder(start, end, `${path}.end`)),
    ...each(grants, '.grants', ({ from, to }, path) => (from === undefined ? [] : inOrder(from, to, `${path}.to`))),
  ]
}
