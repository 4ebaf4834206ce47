import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { Quantity } from '../parts/marks.tsx'
import { DayField } from '../shell/day-field.tsx'
import { SCANNED } from './scan-keys.ts'
import styles from './store.module.css'
import type { Scan, Wanted } from './tally.ts'

type Props = {
  line: Wanted
  scans: readonly Scan[]
  bin: string | undefined
  isCurrent: boolean
  takesNew: boolean
  onChoose: () => void
  onQuantity: (quantity: number) => void
  onScans: (scans: Scan[]) => void
}

/** One line: small in the list, big when it was scanned last, with what is asked about it. */
export function WorkLine({ line, scans, bin, isCurrent, takesNew, onChoose, onQuantity, onScans }: Props) {
  const { t } = useTranslation(['store', 'parts'])
  const named = useNamed()
  const quantity = scans.reduce((sum, one) => sum + one.quantity, 0)
  const state = quantity === 0 ? 'none' : line.open !== null && quantity >= line.open ? 'whole' : 'some'
  const what = (
    <>
      <span className={styles.what}>
        <strong>{line.part}</strong> {named(line.name)}
        <span className={styles.quiet}>
          {[bin && t('inBin', { bin }), line.serial, line.batch].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className={styles.sum} data-state={state}>
        <Quantity of={quantity} />
        {line.open !== null && (
          <small>
            {' / '}
            <Quantity of={line.open} unit={line.unit} />
          </small>
        )}
      </span>
    </>
  )
  if (!isCurrent)
    return (
      <li>
        <button type="button" className={styles.line} onClick={onChoose}>
          {what}
        </button>
      </li>
    )
  return (
    <section className={styles.current} aria-label={line.part}>
      <div className={styles.line}>{what}</div>
      {line.tracking === 'serial' ? (
        <Serials scans={scans} onScans={onScans} />
      ) : (
        (line.tracking === 'none' || scans.length > 0 || line.batch) && (
          <Amount quantity={quantity} most={line.open} onQuantity={onQuantity} />
        )
      )}
      {line.tracking === 'batch' && !line.batch && <Batches scans={scans} takesNew={takesNew} onScans={onScans} />}
    </section>
  )
}

type AmountProps = { quantity: number; most: number | null; onQuantity: (quantity: number) => void }

/** Plus, minus, or a number that counts when one leaves the field; a scan that lands in it is none. */
function Amount({ quantity, most, onQuantity }: AmountProps) {
  const { t } = useTranslation('store')
  const [typed, setTyped] = useState<string | null>(null)
  useEffect(() => {
    const drop = () => setTyped(null)
    window.addEventListener(SCANNED, drop)
    return () => window.removeEventListener(SCANNED, drop)
  }, [])
  const keep = () => {
    const wanted = Number(typed?.replace(',', '.'))
    if (typed !== null && typed.trim() !== '' && wanted >= 0) onQuantity(Math.min(wanted, most ?? wanted))
    setTyped(null)
  }
  return (
    <div className={styles.amount}>
      <Button aria-label={t('do.less')} disabled={quantity <= 0} onClick={() => onQuantity(Math.max(quantity - 1, 0))}>
        −
      </Button>
      <input
        value={typed ?? String(quantity)}
        aria-label={t('quantity')}
        inputMode="decimal"
        autoComplete="off"
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <Button
        aria-label={t('do.more')}
        disabled={most !== null && quantity >= most}
        onClick={() => onQuantity(most === null ? quantity + 1 : Math.min(quantity + 1, most))}
      >
        +
      </Button>
    </div>
  )
}

function Serials({ scans, onScans }: { scans: readonly Scan[]; onScans: (scans: Scan[]) => void }) {
  const { t } = useTranslation('store')
  if (scans.length === 0) return <p className={styles.asks}>{t('scanSerials')}</p>
  return (
    <ul className={styles.chips}>
      {scans.map((one) => (
        <li key={one.key}>
          {one.serial}
          <button
            type="button"
            aria-label={t('do.takeOut', { what: one.serial })}
            onClick={() => onScans(scans.filter((other) => other !== one))}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Each batch with its last day, which only a new one is asked for. */
function Batches({
  scans,
  takesNew,
  onScans,
}: {
  scans: readonly Scan[]
  takesNew: boolean
  onScans: (scans: Scan[]) => void
}) {
  const { t } = useTranslation(['store', 'parts'])
  const batches = [...new Set(scans.flatMap((one) => one.batch ?? []))]
  if (batches.length === 0) return <p className={styles.asks}>{t('scanBatch')}</p>
  return batches.map((batch) => (
    <div key={batch} className={styles.batch}>
      <span>
        {t('parts:column.batch')} <strong>{batch}</strong>
      </span>
      {takesNew && (
        <DayField
          value={scans.find((one) => one.batch === batch && one.expiresOn)?.expiresOn ?? null}
          placeholder={t('parts:column.expiresOn')}
          aria-label={t('parts:column.expiresOn')}
          onChange={(day) =>
            onScans(scans.map((one) => (one.batch === batch ? { ...one, expiresOn: day ?? undefined } : one)))
          }
        />
      )}
    </div>
  ))
}
