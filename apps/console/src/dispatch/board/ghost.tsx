import { names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { type Axis, xOf } from './axis.ts'
import { type Item, minutesOf, type Verdict } from './board-data.ts'
import { type Dragging, NAMES, ROW, useDrag } from './drag.ts'
import styles from './ghost.module.css'
import type { Placement } from './placing.ts'
import { useVerdictTexts } from './verdict-text.ts'

const subjectOf = (item: Item) => (item.kind === 'visit' ? item.visit : item.order)

const moodOf = (verdict: Verdict) =>
  verdict.booked || verdict.lacking.length > 0 ? 'bad' : verdict.warnings.length > 0 ? 'tight' : 'good'

/** Where the drop would put it: the new time, the person, and what stands against it, before the pointer is let go. */
export function Ghost({ dragging, axis }: { dragging: Dragging; axis: Axis }) {
  const drag = useDrag(dragging)
  if (!drag?.over) return null
  const lead = drag.over.all.find(({ item }) => subjectOf(item).id === subjectOf(drag.item).id)
  if (!lead) return null
  return (
    <>
      {drag.over.all.map((one) => one !== lead && <Place key={subjectOf(one.item).id} axis={axis} {...one} />)}
      <Place axis={axis} {...lead} all={drag.over.all} />
    </>
  )
}

function Place({ axis, all, ...place }: Placement & { axis: Axis; all?: readonly Placement[] }) {
  const { item, row, index, startAt, verdict } = place
  const own = axis.on(row.zone)
  const x = xOf(own, startAt)
  const width = Math.max(xOf(own, startAt + minutesOf(item) * 60_000) - x, 24)
  const look = { transform: `translate(${NAMES + x}px, ${index * ROW + 3}px)`, width, height: ROW - 7 }
  const className = names(styles.ghost, styles[moodOf(verdict)])
  if (!all) return <div className={className} style={look} />
  return (
    <div className={className} style={look} role="status" data-testid="ghost">
      <div className={names(styles.words, index < 2 && styles.below, x > axis.width - 300 && styles.before)}>
        <Told place={place} all={all} />
      </div>
    </div>
  )
}

/** The one under the pointer in full; of the others how many there are, and what stands against those that do not fit. */
function Told({ place, all }: { place: Placement; all: readonly Placement[] }) {
  const { t } = useTranslation('dispatch')
  const { dates } = useFormat()
  const textsOf = useVerdictTexts()
  const { item, row, startAt, verdict } = place
  const against = [...textsOf(verdict), ...all.flatMap((one) => (one.item === item ? [] : textsOf(one.verdict)))]
  const bad = all.filter((one) => moodOf(one.verdict) === 'bad').length
  return (
    <>
      <strong>
        {dates(row.zone).times(startAt, startAt + minutesOf(item) * 60_000)} {row.technician.name}
      </strong>
      {all.length > 1 && (
        <em>
          {t('together.count', { count: all.length })}
          {bad > 0 && ` · ${t('together.unfit', { count: bad })}`}
        </em>
      )}
      {[...new Set(against)].slice(0, 4).map((text) => (
        <span key={text}>{text}</span>
      ))}
    </>
  )
}

/** While it is over no row: what is being carried, at the pointer. */
export function Carried({ dragging }: { dragging: Dragging }) {
  const drag = useDrag(dragging)
  const { t } = useTranslation('dispatch')
  if (!drag || drag.over) return null
  const { group, item, x, y } = drag
  return (
    <div className={styles.carried} style={{ transform: `translate(${x + 12}px, ${y + 8}px)` }} aria-hidden="true">
      {group.length > 1 ? t('together.count', { count: group.length }) : subjectOf(item).title}
    </div>
  )
}
