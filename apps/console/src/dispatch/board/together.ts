import type { components } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import { api } from '../../shell/api.ts'
import type { Refuse, Versions } from './actions.ts'
import { minutesOf, type Visit } from './board-data.ts'
import type { Cancelled } from './cancel-dialog.tsx'
import type { Placement } from './placing.ts'
import type { BoardCache } from './use-board.ts'

type Change = components['schemas']['BoardChange']
type Doing = {
  cache: BoardCache
  versions: Versions
  refuse: Refuse
  done: (text: string, undo: () => Promise<unknown>) => void
}

/** Several changes that the server takes all together or not at all, and the one step back. */
export function useTogether({ cache, versions, refuse, done }: Doing) {
  const { t } = useTranslation('dispatch')

  /** What the server made of each change; null when it refused them all. */
  async function send(changes: Change[], numberOf: (index: number) => string | undefined) {
    try {
      const { data } = await api.POST('/api/v1/board/changes', { body: { changes } })
      for (const visit of data!.visits) versions.settled(visit)
      return data!.visits
    } catch (error) {
      refuse(error, numberOf)
      return null
    }
  }

  async function place(placements: readonly Placement[], overrideReason?: string): Promise<void> {
    const changes = placements.map((one) => placing(one, versions, overrideReason))
    const numberOf = (index: number) => subjectOf(placements[index])?.number
    for (const { item, row, startAt } of placements)
      if (item.kind === 'visit')
        cache.patchVisit(item.visit.id, {
          technicianId: row.technician.id,
          startsAt: new Date(startAt).toISOString(),
          endsAt: new Date(startAt + minutesOf(item) * 60_000).toISOString(),
        })
    const made = await send(changes, numberOf)
    if (!made) {
      for (const { item } of placements) if (item.kind === 'visit') cache.patchVisit(item.visit.id, item.visit)
      return
    }
    const text = t('together.moved', { count: placements.length })
    done(text, async () => {
      // Backwards: the place each came from is free once those behind it have left.
      const back = placements.map(({ item }, i) =>
        item.kind === 'visit' ? movingBack(item.visit, versions) : returning(made[i]!.id, made[i]!.version, UNDONE),
      )
      await send(back.reverse(), (index) => numberOf(placements.length - 1 - index))
      await cache.refresh()
    })
    await cache.refresh()
  }

  async function giveBack(visits: readonly Visit[], why: Cancelled<'visit'>): Promise<void> {
    const changes = visits.map((visit) => returning(visit.id, versions.of(visit), why))
    if (await send(changes, (index) => visits[index]?.number))
      done(t('together.returned', { count: visits.length }), async () => {
        await send(visits.map(bookingAgain), (index) => visits[index]?.number)
        await cache.refresh()
      })
    await cache.refresh()
  }
  return { place, giveBack }
}

const UNDONE = { reason: 'planned_in_error' } as const
const subjectOf = (one: Placement | undefined) => one && (one.item.kind === 'visit' ? one.item.visit : one.item.order)

function placing({ item, row, startAt, verdict }: Placement, versions: Versions, overrideReason?: string): Change {
  const to = {
    technicianId: row.technician.id,
    start: new Date(startAt).toISOString(),
    minutes: minutesOf(item),
    ...(overrideReason && verdict.lacking.length > 0 ? { overrideReason } : {}),
  }
  if (item.kind === 'visit') return { do: 'move', id: item.visit.id, version: versions.of(item.visit), ...to }
  return { do: 'book', workOrderId: item.order.id, ...to }
}

const whereItWas = (visit: Visit) => ({
  technicianId: visit.technicianId,
  start: visit.startsAt,
  minutes: minutesOf({ kind: 'visit', visit }),
  ...(visit.promised ? { promised: visit.promised } : {}),
  ...(visit.override ? { overrideReason: visit.override } : {}),
})

const movingBack = (visit: Visit, versions: Versions): Change => ({
  do: 'move',
  id: visit.id,
  version: versions.of(visit),
  ...whereItWas(visit),
})
const bookingAgain = (visit: Visit): Change => ({ do: 'book', workOrderId: visit.workOrderId, ...whereItWas(visit) })
const returning = (id: string, version: number, why: Cancelled<'visit'>): Change => ({
  do: 'return',
  id,
  version,
  ...why,
})
