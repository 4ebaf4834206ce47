import type { Decision } from '@aftercare/entitlement'
import { localDay } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { failureCodes } from '../assets/index.ts'
import { depositNames, publishedPricesOf } from '../billing/index.ts'
import { plannedWays } from '../dispatch/index.ts'
import { rulesOf } from '../entitlement/index.ts'
import { articlesFor } from '../knowledge/index.ts'
import { partDuties, vanStock } from '../parts/index.ts'
import { causesFound } from './causes-found.ts'
import { colleaguesOf } from './colleagues.ts'
import { askedOf } from './handing-over-answer.ts'
import { judgedOf } from './judged.ts'
import { mapForPhones } from './map-of-day.ts'
import { visitPages } from './visit-page.ts'
import { type Work, worksAhead, worksOfDay } from './work.ts'

interface Asked {
  date?: string | undefined
  /** Which rule packs the phone has. */
  rules?: string | undefined
  /** Which articles the phone has: the digest that came with them. */
  articles?: string | undefined
  /** Within how many days the next day with visits comes along. */
  ahead?: number | undefined
}

/** Everything a phone needs for a day of its technician, in one answer: taken along, it works without a network. */
export async function fieldDay(tx: Tx, actor: Actor, { date, rules, articles, ahead }: Asked, now: Date) {
  const day = date ?? localDay(now.getTime(), actor.timeZone)
  const works = await worksOfDay(tx, actor.id!, day, actor.timeZone)
  const packs = new Set(rules?.split(','))
  const today = await partOf(tx, actor, { date: day, works, packs }, now)
  const next = ahead ? await nextDay(tx, actor, { today, works, packs, days: ahead }, now) : null
  const visits = [...today.visits, ...(next?.visits ?? [])]
  const families = new Set(visits.flatMap((visit) => visit.asset?.family.id ?? []))
  const codes = visits.length > 0 ? await failureCodes(tx, {}) : []
  const prices = [...today.priceLists, ...(next?.priceLists ?? [])].flatMap((list) => list.prices)
  const partCodes = [...new Set(prices.flatMap((one) => (one.kind === 'part' ? one.code : [])))]
  return {
    ...today,
    next,
    timeZone: actor.timeZone,
    at: now,
    technician: { id: actor.id!, name: actor.name },
    failureCodes: codes.filter((one) => one.familyId === null || families.has(one.familyId)),
    articles: await articlesFor(tx, machinesOf(visits), articles),
    causesFound: await causesFound(tx, [...new Set(visits.flatMap((visit) => visit.asset?.model.code ?? []))]),
    van: await vanStock(tx, actor.id!),
    asked: await askedOf(tx, actor.id!),
    map: await mapForPhones(tx),
    ways: await plannedWays(
      tx,
      actor.id!,
      visits.map((visit) => visit.id),
    ),
    judged: await judgedOf(tx, actor.id!, now),
    colleagues: await colleaguesOf(tx, actor.id!),
    partDuties: await partDuties(tx, partCodes),
    depositName: depositNames(),
  }
}

const machinesOf = (visits: Awaited<ReturnType<typeof visitPages>>) =>
  visits.flatMap(({ asset, request }) =>
    asset ? [{ modelCode: asset.model.code, familyId: asset.family.id, symptomCode: request.symptomCode }] : [],
  )

/** What is another one on another day: visits, the prices and the rules in force. */
async function partOf(
  tx: Tx,
  actor: Actor,
  { date, works, packs }: { date: string; works: readonly Work[]; packs: ReadonlySet<string> },
  now: Date,
) {
  const visits = await visitPages(tx, actor, works, now)
  const countries = works.map((work) => work.country)
  const priceLists = await publishedPricesOf(tx, countries, date, works[0]?.stationId ?? null)
  return { date, visits, priceLists, rules: await rulesFor(tx, visits, packs) }
}

/** The same of the next day with visits, decided and priced as of its beginning; what today has already is not sent twice. */
async function nextDay(
  tx: Tx,
  actor: Actor,
  known: { today: Awaited<ReturnType<typeof partOf>>; works: Work[]; packs: ReadonlySet<string>; days: number },
  now: Date,
) {
  const { today, works, days } = known
  const from = { day: today.date, works, timeZone: actor.timeZone }
  const next = await worksAhead(tx, actor.id!, from, days)
  if (!next) return null
  const packs = new Set([...known.packs, ...today.rules.map((one) => one.digest)])
  const begins = next.works[0]?.startsAt ?? now
  const part = await partOf(tx, actor, { ...next, packs }, begins > now ? begins : now)
  const lists = new Set(today.priceLists.map((list) => JSON.stringify(list)))
  return { ...part, priceLists: part.priceLists.filter((list) => !lists.has(JSON.stringify(list))) }
}

/** The rule packs of the places the day's products were sold in; what the phone has already is not sent again. */
async function rulesFor(tx: Tx, visits: readonly { cover: Decision | null }[], known: ReadonlySet<string>) {
  // By the day of the decisions taken along: packs that come into force later are for later decisions.
  const days = new Map(
    visits.flatMap(({ cover }) => (cover ? [[cover.facts.jurisdiction.split('-')[0]!, cover.at] as const] : [])),
  )
  const all = []
  for (const [country, at] of [...days].sort()) {
    const { digest, packs } = await rulesOf(tx, country, at)
    all.push({ country, digest, packs: known.has(digest) ? null : packs })
  }
  return all
}
