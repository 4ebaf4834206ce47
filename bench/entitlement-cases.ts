import type { Case, Pack } from '../packages/entitlement/src/index.ts'
import { standardPacks } from '../packages/entitlement/src/index.ts'

const AT = '2026-11-22'
const wider = ['refrigerator', 'household-car', 'mobile-phone', 'air-conditioner', 'industrial']

/** Every place with a pack, each with the classes its packs speak of. */
function places(): [place: string, productClass: string][] {
  const classes = new Map<string, Set<string>>()
  for (const pack of standardPacks as Pack[]) {
    for (const place of [pack.jurisdiction, ...(pack.floorFor ?? [])].filter((one) => one !== 'EU')) {
      const known = classes.get(place) ?? new Set()
      for (const one of pack.productClasses.flatMap((name) => (name === '*' ? wider : [name]))) known.add(one)
      classes.set(place, known)
    }
  }
  return [...classes].flatMap(([place, known]) => [...known].map((one): [string, string] => [place, one]))
}

const days = (from: string, plus: number) => new Date(Date.parse(from) + plus * 864e5).toISOString().slice(0, 10)

/** What a desk knows of a unit: nearly nothing, the sale, a long history, or a company's unit with a contract. */
function casesOf(place: string, productClass: string, nth: number): Case[] {
  const sold = days('2024-06-01', (nth * 37) % 800)
  const kind = productClass.includes('car') || productClass.includes('vehicle') ? 'km' : 'hour'
  const base = { at: AT, jurisdiction: place, productClass }
  const warranty = [
    { id: 'w1', covers: 'part' as const, months: 36, distanceKm: 100_000, startsFrom: 'sale' as const },
    { id: 'w2', covers: 'labour' as const, months: 24, startsFrom: 'delivery' as const },
    {
      id: 'w3',
      covers: 'part' as const,
      months: 72,
      startsFrom: 'sale' as const,
      components: ['engine', 'compressor'],
    },
  ]
  const asset = {
    serialKnown: true,
    saleDate: sold,
    deliveryDate: days(sold, 5),
    buyerKind: 'consumer' as const,
    saleChannel: 'shop' as const,
    price: { minor: '1588000', currency: 'CNY' },
    meters: [
      { kind: 'km' as const, value: 9000, at: days(AT, -200) },
      { kind: kind as 'km' | 'hour', value: 12_000, at: days(AT, -5) },
    ],
  }
  const repairs = Array.from({ length: 1 + (nth % 5) }, (_, index) => ({
    in: days(AT, -30 * (index + 1)),
    out: days(AT, -30 * (index + 1) + 2),
    symptomCode: index % 3 === 0 ? 'stall' : 'noise',
    under: 'statute' as const,
    severeSafety: index === 1,
  }))
  const lines = [
    { id: '1', kind: 'part' as const, component: 'engine' },
    { id: '2', kind: 'labour' as const },
    { id: '3', kind: 'travel' as const },
    { id: '4', kind: 'consumable' as const },
  ]
  const fault = {
    symptomCode: 'stall',
    component: 'engine',
    assembly: 'engine',
    cause: 'quality' as const,
    safety: false,
  }
  const contract = {
    id: 'c',
    kind: 'full',
    start: '2026-01-01',
    end: '2027-12-31',
    covers: ['part' as const, 'labour' as const],
  }
  return [
    { ...base, asset: { serialKnown: true, saleDate: sold }, warranty: [] },
    { ...base, asset, warranty, history: { repairs: [] } },
    { ...base, asset, warranty, history: { repairs }, fault, lines },
    {
      ...base,
      asset: { ...asset, buyerKind: 'business' as const },
      warranty,
      contracts: [contract],
      history: { repairs },
      lines,
    },
  ]
}

/** A mixed set: all places with their classes of product, each as much known as in practice. */
export function mixedCases(): Case[] {
  return places().flatMap(([place, productClass], nth) => casesOf(place, productClass, nth))
}
