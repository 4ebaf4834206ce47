import type { Decision } from '@aftercare/entitlement'
import { localDay } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { failureCodes } from '../assets/index.ts'
import { depositNames, publishedPricesOf } from '../billing/index.ts'
import { rulesOf } from '../entitlement/index.ts'
import { partDuties, vanStock } from '../parts/index.ts'
import { causesFound } from './causes-found.ts'
import { colleaguesOf } from './colleagues.ts'
import { askedOf } from './handing-over-answer.ts'
import { judgedOf } from './judged.ts'
import { mapForPhones } from './map-of-day.ts'
import { visitPages } from './visit-page.ts'
import { worksOfDay } from './work.ts'

/** Everything a phone needs for a day of its technician, in one answer: taken along, it works without a network. */
export async function fieldDay(
  tx: Tx,
  actor: Actor,
  { date, rules }: { date?: string | undefined; rules?: string | undefined },
  now: Date,
) {
  const day = date ?? localDay(now.getTime(), actor.timeZone)
  const works = await worksOfDay(tx, actor.id!, day, actor.timeZone)
  const visits = await visitPages(tx, actor, works, now)
  const families = new Set(visits.flatMap((visit) => visit.asset?.family.id ?? []))
  const codes = works.length > 0 ? await failureCodes(tx, {}) : []
  const countries = works.map((work) => work.country)
  const priceLists = await publishedPricesOf(tx, countries, day, works[0]?.stationId ?? null)
  const partCodes = priceLists.flatMap((list) => list.prices.flatMap((one) => (one.kind === 'part' ? one.code : [])))
  return {
    date: day,
    timeZone: actor.timeZone,
    at: now,
    technician: { id: actor.id!, name: actor.name },
    visits,
    priceLists,
    failureCodes: codes.filter((one) => one.familyId === null || families.has(one.familyId)),
    causesFound: await causesFound(tx, [...new Set(visits.flatMap((visit) => visit.asset?.model.code ?? []))]),
    van: await vanStock(tx, actor.id!),
    asked: await askedOf(tx, actor.id!),
    map: await mapForPhones(tx),
    judged: await judgedOf(tx, actor.id!, now),
    colleagues: await colleaguesOf(tx, actor.id!),
    partDuties: await partDuties(tx, partCodes),
    depositName: depositNames(),
    rules: await rulesFor(tx, visits, new Set(rules?.split(','))),
  }
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
