import { Button } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { putLine, tap, writeReport } from '../data/changes.ts'
import { newId } from '../data/ids.ts'
import { whereNow } from '../data/pictures.ts'
import type { WorkLine } from '../data/store.ts'
import { useFacts, useStore } from '../data/use-store.ts'
import { AmountLines } from './amount-lines.tsx'
import { Bottom } from './bottom.tsx'
import { CoverReason } from './cover-reason.tsx'
import styles from './job.module.css'
import type { StepProps } from './job.tsx'
import { LineSheet } from './line-sheet.tsx'
import { listFor } from './lists.ts'
import { Unfinished } from './unfinished.tsx'

/** The price before the work: what it will cost, who pays, and the customer's word for it. */
export function PriceStep({ kept: { visit }, go }: StepProps) {
  const { t } = useTranslation('field')
  const store = useStore()
  const { money } = useFormat()
  const list = listFor(useFacts(), visit)
  const [open, setOpen] = useState<WorkLine | 'new' | null>(null)
  const [busy, setBusy] = useState(false)
  const travel = list?.prices.find((one) => one.kind === 'travel')
  const hasTravel = visit.lines.some((one) => one.kind === 'travel')
  const begin = async () => {
    setBusy(true)
    const { price } = visit
    if (price) {
      const shown = { minor: price.payable, currency: price.currency }
      const isSame = visit.report.priceShown?.minor === shown.minor
      if (!isSame) await writeReport(store, visit.id, { priceShown: shown })
    }
    await tap(store, visit.id, 'working', whereNow())
    go('work')
  }
  const amount = visit.price ? money({ minor: visit.price.payable, currency: visit.price.currency }) : ''
  return (
    <>
      {list && !open && <Unfinished visit={visit} onLine={setOpen} />}
      <CoverReason visit={visit} />
      <section className={styles.card}>
        <h2 className={styles.title}>{t('price.title')}</h2>
        <AmountLines visit={visit} onOpen={setOpen} />
        {list && (
          <div className={styles.pair}>
            {travel && !hasTravel && (
              <Button
                icon="plus"
                onClick={() =>
                  void putLine(store, visit, { id: newId(), kind: 'travel', code: travel.code, quantity: '1' }, list)
                }
              >
                {t('price.addTravel')}
              </Button>
            )}
            <Button icon="plus" onClick={() => setOpen('new')}>
              {t('line.add')}
            </Button>
          </div>
        )}
      </section>
      <Bottom>
        <Button kind="primary" block busy={busy} onClick={() => void begin().finally(() => setBusy(false))}>
          {visit.price && visit.price.payable !== '0' ? t('price.agreed', { amount }) : t('price.begin')}
        </Button>
      </Bottom>
      {list && open && (
        <LineSheet visit={visit} list={list} line={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </>
  )
}
