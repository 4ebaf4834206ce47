import { names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import { Quantity } from './marks.tsx'
import styles from './part-search.module.css'
import type { Found } from './part-search.tsx'
import rows from './parts.module.css'
import { ComingRows, WaitingRows } from './whereabouts-card.tsx'

type Props = { part: Found; isOpen: boolean; onOpen: () => void }

/** One part that was found: the sums in a line; chosen, where it lies, who waits for it and when more comes. */
export function FoundPart({ part, isOpen, onOpen }: Props) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  const { calendarDay } = useFormat()
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isOpen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  const next = part.coming.find((one) => one.on)?.on
  return (
    <li ref={line} className={names(styles.part, isOpen && styles.open)}>
      <button type="button" className={styles.line} aria-expanded={isOpen} onClick={onOpen}>
        <span className={styles.what}>
          <strong>{part.number}</strong> {named(part.name)}
          {part.foundAs && (
            <span className={styles.quiet}>
              {' '}
              · {t(part.foundBy === 'model' ? 'search.fits' : 'search.mended', { what: named(part.foundAs) })}
            </span>
          )}
        </span>
        <span className={styles.quiet}>{next ? t('expected', { day: calendarDay(next) }) : null}</span>
        <span className={styles.quiet}>
          {part.waiting.length > 0 ? t('search.waiting', { count: part.waiting.length }) : null}
        </span>
        <span className={styles.sum}>
          {t('column.free')}{' '}
          <strong>
            <Quantity of={part.free} unit={part.unit} />
          </strong>
        </span>
      </button>
      {isOpen && <Whole part={part} />}
    </li>
  )
}

function Whole({ part }: { part: Found }) {
  const { t } = useTranslation('parts')
  const { numbers } = useFormat()
  return (
    <div className={styles.whole}>
      <section>
        <h3>{t('search.lies')}</h3>
        {part.stock.length === 0 && <p className={styles.quiet}>{t('empty.nowhere')}</p>}
        <div className={rows.rows}>
          {part.stock.map((one) => (
            <div key={one.placeId} className={rows.row}>
              <span>
                {one.place}
                {one.reserved > 0 && (
                  <span className={rows.quiet}>
                    {' '}
                    · {t('column.reserved')} <Quantity of={one.reserved} />
                  </span>
                )}
              </span>
              <span className={rows.quiet}>
                {one.km === null ? null : t('search.km', { km: numbers.quantity(one.km) })}
              </span>
              <strong>
                <Quantity of={one.free} unit={part.unit} />
              </strong>
            </div>
          ))}
        </div>
      </section>
      <section>
        <h3>{t('search.waits')}</h3>
        {part.waiting.length === 0 && <p className={styles.quiet}>{t('search.nobody')}</p>}
        <div className={rows.rows}>
          <WaitingRows waiting={part.waiting} unit={part.unit} />
        </div>
      </section>
      <section>
        <h3>{t('search.comes')}</h3>
        {part.coming.length === 0 && <p className={styles.quiet}>{t('search.none')}</p>}
        <div className={rows.rows}>
          <ComingRows coming={part.coming} unit={part.unit} />
        </div>
      </section>
      <p className={styles.way}>
        <Go to={paths.part(part.id)}>{t('search.page')}</Go>
      </p>
    </div>
  )
}
