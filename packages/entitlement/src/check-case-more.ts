import type { Case } from './case.ts'
import { isCount, isDay, isFields, type Problem } from './check.ts'
import { checkPrice } from './check-pack-sums.ts'
import { otherDays } from './start-days.ts'

const lists = ['warranty', 'contracts', 'fittedParts', 'suppliers', 'grants', 'voided', 'lines'] as const
const objects = ['asset', 'history', 'dates', 'fault', 'calendar', 'facts'] as const

/** A case from a file or another system may have any form: what the engine walks over has to be there as it expects it. */
export function checkShape(facts: unknown): Problem[] {
  if (!isFields(facts)) return [{ path: '', code: 'notObject' }]
  if (!isDay(facts.at)) return [{ path: '.at', code: facts.at === undefined ? 'required' : 'notDay' }]
  const texts = (['jurisdiction', 'productClass'] as const).flatMap((name): Problem[] =>
    typeof facts[name] === 'string' ? [] : [{ path: `.${name}`, code: 'required' }],
  )
  const required = (['asset', 'warranty'] as const).flatMap((name): Problem[] =>
    facts[name] === undefined ? [{ path: `.${name}`, code: 'required' }] : [],
  )
  const wrongLists = lists.flatMap((name): Problem[] => notListOfObjects(facts[name], `.${name}`))
  const wrongObjects = objects.flatMap((name): Problem[] =>
    facts[name] === undefined || isFields(facts[name]) ? [] : [{ path: `.${name}`, code: 'notObject' }],
  )
  const history = isFields(facts.history) ? facts.history : {}
  return [
    ...texts,
    ...required,
    ...wrongLists,
    ...wrongObjects,
    ...(isFields(facts.asset) ? notListOfObjects(facts.asset.meters, '.asset.meters') : []),
    ...['repairs', 'exchanges', 'complaints'].flatMap((name) => notListOfObjects(history[name], `.history.${name}`)),
    ...(isFields(facts.history) && history.repairs === undefined
      ? [{ path: '.history.repairs', code: 'required' }]
      : []),
  ]
}

function notListOfObjects(value: unknown, path: string): Problem[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return [{ path, code: 'notList' }]
  return value.flatMap((item, index) => (isFields(item) ? [] : [{ path: `${path}[${index}]`, code: 'notObject' }]))
}

/** Price, days of the case, exchanges, complaints, parts and suppliers. */
export function checkMore(facts: Case): Problem[] {
  const { asset, history, dates = {}, fittedParts, suppliers, at } = facts
  const problems: Problem[] = asset.price === undefined ? [] : checkPrice(asset.price, '.asset.price')
  if (asset.useCoefficient !== undefined && !(isCount(asset.useCoefficient) && asset.useCoefficient <= 1))
    problems.push({ path: '.asset.useCoefficient', code: 'notRate' })
  for (const name of otherDays) problems.push(...dayAt(dates[name], `.dates.${name}`))
  history?.exchanges?.forEach((one, index) => {
    problems.push(...dayAt(one.at, `.history.exchanges[${index}].at`, at))
  })
  history?.complaints?.forEach(({ at: made, answeredAt }, index) => {
    const path = `.history.complaints[${index}]`
    problems.push(...dayAt(made, `${path}.at`, at), ...dayAt(answeredAt, `${path}.answeredAt`, at))
    if (isDay(made) && answeredAt !== undefined && answeredAt < made)
      problems.push({ path: `${path}.answeredAt`, code: 'beforeStart', values: { date: answeredAt, after: made } })
  })
  fittedParts?.forEach((part, index) => {
    const path = `.fittedParts[${index}]`
    problems.push(
      ...dayAt(part.fittedAt, `${path}.fittedAt`, at),
      ...counts(part, ['months', 'distanceKm', 'fittedKm'], path),
    )
  })
  suppliers?.forEach((term, index) => {
    const path = `.suppliers[${index}]`
    problems.push(...counts(term, ['months', 'distanceKm'], path))
    if (term.sharePct !== undefined && !(isCount(term.sharePct) && term.sharePct <= 100))
      problems.push({ path: `${path}.sharePct`, code: 'notShare' })
  })
  return problems
}

/** A day there is; one that lies in the past of the decision where `notAfter` is given. */
function dayAt(value: string | undefined, path: string, notAfter?: string): Problem[] {
  if (value === undefined) return []
  if (!isDay(value)) return [{ path, code: 'notDay' }]
  return notAfter !== undefined && value > notAfter
    ? [{ path, code: 'afterToday', values: { date: value, at: notAfter } }]
    : []
}

function counts<Item extends object>(item: Item, names: (keyof Item & string)[], path: string): Problem[] {
  return names.flatMap((name) =>
    item[name] === undefined || isCount(item[name]) ? [] : [{ path: `${path}.${name}`, code: 'notCount' }],
  )
}
