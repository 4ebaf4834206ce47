import { names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { type Axis, xOf } from './axis.ts'
import { PLANNED, placeOf, type Row, type Visit } from './board-data.ts'
import styles from './board-row.module.css'

/** The ways between the visits of a row, as long as they take; red where the gap is shorter than the way. */
export function Ways({ row, axis, shown }: { row: Row; axis: Axis; shown: readonly Visit[] }) {
  const { t } = useTranslation('dispatch')
  const { span } = useFormat()
  return waysOf(row, axis, shown).map(({ id, startAt, ms, gap }) => {
    const x = xOf(axis, startAt)
    const text =
      ms > gap ? t('reason.travel_short', { way: span(ms), gap: span(gap) }) : t('plans.way', { time: span(ms) })
    return (
      <span
        key={id}
        className={names(styles.way, ms > gap && styles.short)}
        style={{ transform: `translateX(${x}px)`, width: Math.max(3, xOf(axis, startAt + Math.max(ms, 1)) - x) }}
        title={text}
      />
    )
  })
}

type Stop = { id: string; startsAt: string; endsAt: string; lat: number | null; lon: number | null }

/** A visit, and before it where its part is collected. */
const stopsAt = (visit: Visit): Stop[] => {
  const stop = PLANNED.includes(visit.status) ? visit.pickUp : null
  return [...(stop ? [{ id: `${visit.id} part`, startsAt: stop.from, endsAt: stop.to, ...pointOf(stop) }] : []), visit]
}
const pointOf = ({ place: { lat, lon } }: NonNullable<Visit['pickUp']>) => ({ lat, lon })

/** Each way ends where its stop begins; the first of a day begins at home. */
function waysOf({ technician, visits: all, way }: Row, axis: Axis, shown: readonly Visit[]) {
  const visits = all.flatMap(stopsAt).sort((a, b) => a.endsAt.localeCompare(b.endsAt))
  return shown.flatMap(stopsAt).flatMap((visit) => {
    const at = Date.parse(visit.startsAt)
    const day = axis.days.find(({ fromAt, toAt }) => at >= fromAt && at < toAt)
    if (!day) return []
    const before = visits.filter((one) => {
      const end = Date.parse(one.endsAt)
      return one.id !== visit.id && end <= at && end > day.fromAt
    })
    const last = before.at(-1)
    const from = last ? placeOf(last) : technician.home
    const leaves = at - (way(from, placeOf(visit), at) ?? 0)
    const ms = way(from, placeOf(visit), leaves)
    if (ms === null || ms === 0) return []
    const gap = last ? at - Date.parse(last.endsAt) : Number.POSITIVE_INFINITY
    return [{ id: visit.id, startAt: at - Math.min(ms, gap), ms, gap }]
  })
}
