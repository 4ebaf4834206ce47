import { names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { type Axis, xOf } from './axis.ts'
import { type Item, minutesOf } from './board-data.ts'
import { type Dragging, NAMES, ROW, useDrag } from './drag.ts'
import styles from './ghost.module.css'
import { useVerdictTexts } from './verdict-text.ts'

const titleOf = (item: Item) => (item.kind === 'visit' ? item.visit : item.order).title

/** Where the drop would put it: the new time, the person, and what stands against it, before the pointer is let go. */
export function Ghost({ dragging, axis }: { dragging: Dragging; axis: Axis }) {
  const drag = useDrag(dragging)
  const { dates } = useFormat()
  const textsOf = useVerdictTexts()
  if (!drag?.over) return null
  const { row, index, startAt, verdict } = drag.over
  const endAt = startAt + minutesOf(drag.item) * 60_000
  const x = xOf(axis, startAt)
  const width = Math.max(xOf(axis, endAt) - x, 24)
  const against = textsOf(verdict)
  const mood = verdict.booked || verdict.lacking.length > 0 ? 'bad' : verdict.warnings.length > 0 ? 'tight' : 'good'
  return (
    <div
      className={names(styles.ghost, styles[mood])}
      style={{ transform: `translate(${NAMES + x}px, ${index * ROW + 3}px)`, width, height: ROW - 7 }}
      role="status"
      data-testid="ghost"
    >
      <div className={names(styles.words, index < 2 && styles.below)}>
        <strong>
          {dates(axis.zone).times(startAt, endAt)} {row.technician.name}
        </strong>
        {against.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </div>
    </div>
  )
}

/** While it is over no row: what is being carried, at the pointer. */
export function Carried({ dragging }: { dragging: Dragging }) {
  const drag = useDrag(dragging)
  if (!drag || drag.over) return null
  return (
    <div
      className={styles.carried}
      style={{ transform: `translate(${drag.x + 12}px, ${drag.y + 8}px)` }}
      aria-hidden="true"
    >
      {titleOf(drag.item)}
    </div>
  )
}
