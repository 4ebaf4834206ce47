import { isProblem } from '@aftercare/api'
import { useQuery } from '@tanstack/react-query'
import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useMemo, useState } from 'react'
import { useSession } from '../shell/session.ts'
import { storeOf } from './opening.ts'
import { pull } from './pull.ts'
import type { KeptDrawing, KeptVisit, Op, Store, ToldOp } from './store.ts'
import { type VanPart, vanNow } from './van.ts'
import { dayNow, factsOn, visitsOn } from './which-day.ts'

export function useStore(): Store {
  return storeOf(useSession().person.id)
}

const EVERY_MS = 60_000

/** Today from the phone's own memory, refreshed from the server while there is one. */
export function useDay() {
  const store = useStore()
  const fresh = useQuery({
    queryKey: ['field-day', store.name],
    queryFn: async () => {
      await pull(store)
      return Date.now()
    },
    refetchInterval: EVERY_MS,
    networkMode: 'always',
    retry: false,
  })
  const [kept, facts, day] = useKept()
  const visits = useLiveQuery(() => store.visits.toArray(), [store])
  const error = isProblem(fresh.error) ? fresh.error : null
  const { today, ahead } = visitsOn(kept, inOrder(visits ?? []), day)
  const next = { date: kept?.next?.date ?? day, visits: ahead }
  const reading = { isReading: fresh.isFetching, refresh: fresh.refetch, error }
  return { facts, visits: visits && today, next, ...reading }
}

const DAY_ASKED_MS = 15_000

/** What was read, what of it is in force, and which day it is for the technician: also while the app stays open. */
function useKept() {
  const store = useStore()
  const kept = useLiveQuery(() => store.facts.get('day'), [store])
  const now = () => (kept ? dayNow(kept.timeZone) : '')
  const [, setDay] = useState('')
  useEffect(() => {
    const timer = setInterval(() => setDay(now()), DAY_ASKED_MS)
    return () => clearInterval(timer)
  })
  const day = now()
  const facts = useMemo(() => kept && factsOn(kept, day), [kept, day])
  return [kept, facts, day] as const
}

const inOrder = (visits: KeptVisit[]) => visits.toSorted((a, b) => a.visit.startsAt.localeCompare(b.visit.startsAt))

/** One visit; undefined while reading, null when the phone does not have it. */
export function useVisit(id: string): KeptVisit | null | undefined {
  const store = useStore()
  return useLiveQuery(async () => (await store.visits.get(id)) ?? null, [store, id])
}

export const useFacts = () => useKept()[1]

/** What is in the van after everything this phone knows of; null without a van, undefined while reading. */
export function useVan(except?: string): { name: string; stock: VanPart[] } | null | undefined {
  const store = useStore()
  return useLiveQuery(async () => {
    const facts = await store.facts.get('day')
    if (!facts?.van) return null
    const [visits, waiting, told] = [store.visits.toArray(), store.outbox.toArray(), store.told.toArray()]
    const known = { facts, visits: await visits, waiting: await waiting, told: await told }
    return { name: facts.van.name, stock: vanNow(known, except) }
  }, [store, except])
}

/** The exploded drawings of a machine that came along; undefined while reading. */
export function useDrawings(assetId: string | undefined): KeptDrawing[] | undefined {
  const store = useStore()
  return useLiveQuery(
    async () => (assetId ? ((await store.drawings.get(assetId))?.drawings ?? []) : []),
    [store, assetId],
  )
}

/** What waits to be sent, oldest first; undefined while reading: nobody is told "all sent" before it is known. */
export function useOutbox(): Op[] | undefined {
  const store = useStore()
  return useLiveQuery(() => store.outbox.orderBy('seq').toArray(), [store])
}

/** What came too late and waits for the desk to decide, newest first; undefined while reading. */
export function useLate(): ToldOp[] | undefined {
  const store = useStore()
  return useLiveQuery(async () => {
    const judged = new Set(((await store.facts.get('day'))?.judged ?? []).map((one) => one.key))
    const told = await store.told.orderBy('toldAt').toArray()
    return told.filter((op) => op.late !== undefined && !judged.has(op.key)).toReversed()
  }, [store])
}

/** How much of each picture is there, in per cent. */
export function useUploads(): ReadonlyMap<string, number> {
  const store = useStore()
  const rows = useLiveQuery(() => store.uploads.toArray(), [store]) ?? []
  return new Map(rows.map((row) => [row.id, row.percent]))
}
