import { type ApiProblem, type components, ifMatch } from '@aftercare/api'
import { useProblemText, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api, problemFrom } from '../../shell/api.ts'
import type { Order, Visit } from './board-data.ts'
import type { Cancelled } from './cancel-dialog.tsx'
import { useChangesText } from './changes-text.ts'
import { type Lack, overridable } from './lacks.ts'
import type { Placement } from './placing.ts'
import { useTogether } from './together.ts'
import { useUndo } from './undo.ts'
import type { BoardCache } from './use-board.ts'

type VisitState = components['schemas']['VisitState']
export type Target = {
  technicianId: string
  startAt: number
  minutes: number
  overrideReason?: string | undefined
  crew?: (string | null)[]
}

/** What a dispatcher does on the board. Shown at once, decided by the server, taken back by one step. */
export function useBoardActions(cache: BoardCache) {
  const { t } = useTranslation('dispatch')
  const { done, doing, undo } = useUndo()
  const refuse = useRefusal(cache)

  const versions = useVersions(cache)

  async function send(visit: Visit, to: Target, refused: (error: unknown) => void = refuse): Promise<boolean> {
    const startsAt = new Date(to.startAt).toISOString()
    const endsAt = new Date(to.startAt + to.minutes * 60_000).toISOString()
    cache.patchVisit(visit.id, { technicianId: to.technicianId, startsAt, endsAt })
    try {
      const { technicianId, minutes, overrideReason } = to
      const body = { technicianId, start: startsAt, minutes, ...(overrideReason ? { overrideReason } : {}) }
      const { data } = await api.PUT('/api/v1/visits/{id}/schedule', {
        params: { path: { id: visit.id } },
        headers: ifMatch(versions.of(visit)),
        body,
      })
      versions.settled(data!)
      return true
    } catch (error) {
      cache.patchVisit(visit.id, visit)
      refused(error)
      return false
    }
  }

  /** What is refused for want of a reason is not told but returned: to be asked for. */
  function askOrRefuse(error: unknown): Lack[] {
    const lacks = overridable(error)
    if (lacks.length === 0) refuse(error)
    return lacks
  }

  async function move(visit: Visit, to: Target): Promise<Lack[]> {
    let lacks: Lack[] = []
    const refused = (error: unknown) => {
      lacks = askOrRefuse(error)
    }
    if (!(await send(visit, to, refused))) return lacks
    const back = {
      technicianId: visit.technicianId,
      startAt: Date.parse(visit.startsAt),
      minutes: (Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / 60_000,
      overrideReason: visit.override ?? undefined,
    }
    done(t('board.moved', { number: visit.number }), async () => {
      await send(visit, back)
      await cache.refresh()
    })
    void cache.refresh()
    return lacks
  }

  async function book(order: Order, to: Target): Promise<Lack[]> {
    let lacks: Lack[] = []
    try {
      const { technicianId, startAt, minutes, overrideReason, crew = [] } = to
      const { data } = await api.POST('/api/v1/visits', {
        body: {
          workOrderId: order.id,
          technicianId,
          start: new Date(startAt).toISOString(),
          minutes,
          ...(crew.some(Boolean) ? { crew } : {}),
          ...(overrideReason ? { overrideReason } : {}),
        },
      })
      const visit = data!
      done(t('board.booked', { number: visit.number }), () => cancelQuietly(visit.id))
    } catch (error) {
      lacks = askOrRefuse(error)
    }
    await cache.refresh()
    return lacks
  }

  const many = useTogether({ cache, versions, refuse, done })

  async function cancelQuietly(id: string): Promise<void> {
    await tried(() =>
      api.PUT('/api/v1/visits/{id}/cancellation', {
        params: { path: { id } },
        body: { reason: 'planned_in_error' },
      }),
    )
  }

  async function pin(visit: Visit, pinned: boolean): Promise<void> {
    const params = { path: { id: visit.id } }
    await tried(() =>
      api.PUT('/api/v1/visits/{id}/pin', { params, body: { pinned } }).then(({ data }) => versions.settled(data!)),
    )
  }

  async function tried(work: () => Promise<unknown>): Promise<void> {
    await work().catch(refuse)
    await cache.refresh()
  }

  return {
    move: (visit: Visit, to: Target) => doing(move(visit, to)),
    book: (order: Order, to: Target) => doing(book(order, to)),
    /** Everything at once or nothing, taken back by one step. */
    place: (placements: readonly Placement[], overrideReason?: string) => doing(many.place(placements, overrideReason)),
    giveBack: (visits: readonly Visit[], why: Cancelled<'visit'>) => doing(many.giveBack(visits, why)),
    pin,
    undo,
  }
}
export type BoardActions = ReturnType<typeof useBoardActions>

/**
 * The version a change is made under: that of the visit as it was taken into the hand, or of our own last change to it.
 * Not what the board shows by now: what somebody else did while it was carried must be told, not written over.
 */
function useVersions(cache: BoardCache) {
  const own = useRef(new Map<string, number>())
  return {
    of: (visit: Visit) => Math.max(visit.version, own.current.get(visit.id) ?? 0),
    settled({ id, version, status, promised, overrideReason }: VisitState) {
      own.current.set(id, version)
      cache.patchVisit(id, { version, status, promised, override: overrideReason })
    },
  }
}
export type Versions = ReturnType<typeof useVersions>

/** Says why not, in the words of the server, and who was first; then shows how things stand. */
export type Refuse = ReturnType<typeof useRefusal>
function useRefusal(cache: BoardCache) {
  const { t } = useTranslation('dispatch')
  const { dates } = useFormat()
  const toast = useToast()
  const textOf = useProblemText()
  const changesText = useChangesText(cache.read)
  const detailOf = (problem: ApiProblem): string | undefined => {
    const { by, from, to, timeZone } = problem.values as Record<string, string | undefined>
    if (problem.code === 'conflict.double_booking' && from && to && timeZone) {
      const when = dates(timeZone).range(from, to)
      return by ? t('board.takenBy', { when, by }) : when
    }
    return problem.changes.length > 0 ? changesText(problem.changes) : undefined
  }
  return (error: unknown, which?: (change: number) => string | undefined) => {
    const problem = problemFrom(error)
    if (!problem) return
    const detail = detailOf(problem)
    const why = problem.code === 'conflict.version' ? t('board.meanwhile') : textOf(problem)
    const number = typeof problem.values.change === 'number' ? which?.(problem.values.change) : undefined
    const text = number ? t('together.refused', { number, why }) : why
    toast({ text, bad: true, ...(detail ? { detail } : {}) })
    void cache.refresh()
  }
}
