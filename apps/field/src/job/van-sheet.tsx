import { EmptyState, Sheet, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useName } from '../data/names.ts'
import type { PriceList } from '../data/store.ts'
import type { VanPart } from '../data/van.ts'
import styles from './van-sheet.module.css'

type Props = {
  van: { name: string; stock: VanPart[] }
  list: PriceList
  onClose: () => void
  onTake: (code: string) => void
}

/** What lies in the van now, with its price here: taken with one tap. */
export function VanSheet({ van, list, onClose, onTake }: Props) {
  const { t } = useTranslation('field')
  const { money } = useFormat()
  const name = useName()
  const [wanted, setWanted] = useState('')
  const seek = wanted.trim().toLowerCase()
  const shown = van.stock.filter(
    (one) => one.left > 0 && (seek === '' || `${one.code} ${name(one.name)}`.toLowerCase().includes(seek)),
  )
  return (
    <Sheet open title={van.name} onClose={onClose}>
      <TextField label={t('van.find')} value={wanted} onChange={setWanted} autoComplete="off" />
      {shown.length === 0 && <EmptyState icon="search" title={t('van.nothing')} />}
      <ul className={styles.list}>
        {shown.map((one) => {
          const price = list.prices.find(({ code }) => code.toLowerCase() === one.code.toLowerCase())
          return (
            <li key={one.code}>
              <button
                type="button"
                className={styles.part}
                disabled={!price}
                onClick={() => price && onTake(price.code)}
              >
                <span className={styles.name}>
                  {name(one.name)}
                  <small>{one.code}</small>
                </span>
                <span className={styles.left}>
                  {t('van.left', { count: one.left })}
                  <small>{price ? money({ minor: price.minor, currency: list.currency }) : t('van.noPrice')}</small>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}
