import { Button, Select, Sheet } from '@aftercare/ui'
import { DrawingView, ZoomFrame } from '@aftercare/ui/drawing'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useName } from '../data/names.ts'
import type { KeptDrawing, PriceList } from '../data/store.ts'
import { usePicture } from '../data/use-picture.ts'
import styles from './drawing-sheet.module.css'

type Spot = KeptDrawing['spots'][number]
type Props = {
  drawings: KeptDrawing[]
  serial: string
  list: PriceList
  onClose: () => void
  onTake: (code: string) => void
}

/** Tap a position, take the part that fits this very machine: with the drawings that came along, so also without a network. */
export function DrawingSheet({ drawings, serial, list, onClose, onTake }: Props) {
  const { t } = useTranslation('field')
  const name = useName()
  const [id, setId] = useState(drawings[0]!.id)
  const [chosen, setChosen] = useState<string | null>(null)
  const drawing = drawings.find((one) => one.id === id) ?? drawings[0]!
  const there = drawing.spots.filter((spot) => spot.number === chosen)
  const open = (next: string) => {
    setId(next)
    setChosen(null)
  }
  const actions = there.map((spot) => <Take key={spot.code} spot={spot} list={list} onTake={onTake} />)
  return (
    <Sheet open title={t('drawing.title', { serial })} onClose={onClose} {...(there.length > 0 && { actions })}>
      <div className={styles.body}>
        {drawings.length > 1 && (
          <Select
            label={t('drawing.which')}
            value={drawing.id}
            onChange={open}
            options={drawings.map((one) => ({ value: one.id, label: name(one.name) }))}
          />
        )}
        <Picture key={drawing.id} drawing={drawing} chosen={chosen} onChoose={setChosen} />
        <ul className={styles.list}>
          {drawing.spots.map((spot) => (
            <li key={`${spot.number} ${spot.code}`}>
              <button
                type="button"
                aria-pressed={spot.number === chosen}
                className={styles.spot}
                onClick={() => setChosen(spot.number)}
              >
                <strong>{spot.number}</strong>
                <span>
                  {name(spot.name)}
                  <small>{spot.fits ? spot.code : `${spot.code} · ${t('drawing.doesNotFit')}`}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  )
}

function Picture({
  drawing,
  chosen,
  onChoose,
}: {
  drawing: KeptDrawing
  chosen: string | null
  onChoose: (number: string) => void
}) {
  const { t } = useTranslation('field')
  const name = useName()
  const src = usePicture(drawing.id)
  if (src === undefined) return null
  if (src === null && !navigator.onLine) return <p className={styles.quiet}>{t('drawing.noPicture')}</p>
  const words = { closer: t('drawing.closer'), farther: t('drawing.farther'), hint: t('drawing.hint') }
  return (
    <ZoomFrame words={words}>
      <DrawingView
        src={src ?? `/api/v1/drawings/${drawing.id}/picture`}
        alt={name(drawing.name)}
        named={(number) => t('drawing.position', { number })}
        spots={drawing.spots}
        chosen={chosen}
        onChoose={onChoose}
      />
    </ZoomFrame>
  )
}

function Take({ spot, list, onTake }: { spot: Spot; list: PriceList; onTake: (code: string) => void }) {
  const { t } = useTranslation('field')
  const { money } = useFormat()
  const name = useName()
  const price = list.prices.find((one) => one.code.toLowerCase() === spot.code.toLowerCase())
  return (
    <div className={styles.take}>
      <p className={styles.what}>
        <span>
          {name(spot.name)}
          {!spot.fits && <small className={styles.away}>{t('drawing.doesNotFit')}</small>}
        </span>
        <strong>{price ? money({ minor: price.minor, currency: list.currency }) : t('drawing.notOnList')}</strong>
      </p>
      <Button kind="primary" block disabled={!price || !spot.fits} onClick={() => price && onTake(price.code)}>
        {t('drawing.take', { code: spot.code })}
      </Button>
    </div>
  )
}
