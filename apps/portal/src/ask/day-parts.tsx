import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import styles from './day-parts.module.css'
import { slotKey } from './draft.ts'

type Part = 'morning' | 'afternoon' | 'evening'
type Slot = { date: string; part: Part }
type DayPartsProps<One extends Slot> = {
  slots: readonly One[]
  chosen: readonly string[]
  onChoose: (slot: One) => void
  busy?: boolean
}

/** Days as rows, their parts as buttons. */
export function DayParts<One extends Slot>({ slots, chosen, onChoose, busy = false }: DayPartsProps<One>) {
  const { t } = useTranslation('portal')
  const { dates } = useFormat()
  const days = [...new Set(slots.map((slot) => slot.date))]
  const dayName = (date: string) => dates('UTC').weekday(`${date}T12:00:00Z`)
  return (
    <ul className={styles.days}>
      {days.map((date) => (
        <li key={date} className={styles.day}>
          <span className={styles.name}>{dayName(date)}</span>
          <span className={styles.parts}>
            {slots
              .filter((slot) => slot.date === date)
              .map((slot) => (
                <button
                  key={slot.part}
                  type="button"
                  className={styles.part}
                  aria-pressed={chosen.includes(slotKey(slot))}
                  aria-label={`${dayName(date)}, ${t(`ask.part.${slot.part}`)}`}
                  disabled={busy}
                  onClick={() => onChoose(slot)}
                >
                  {t(`ask.part.${slot.part}`)}
                </button>
              ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
