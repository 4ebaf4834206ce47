import { Button } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkLine } from '../data/store.ts'
import { useFacts } from '../data/use-store.ts'
import { AmountLines } from './amount-lines.tsx'
import { AssetCheck } from './asset-check.tsx'
import { Bottom } from './bottom.tsx'
import { photoItem } from './check-step.tsx'
import { ExtraSheet } from './extra-sheet.tsx'
import { Films } from './films.tsx'
import { FindingsForm } from './findings-form.tsx'
import styles from './job.module.css'
import type { StepProps } from './job.tsx'
import { LineSheet } from './line-sheet.tsx'
import { listFor } from './lists.ts'
import { PhotoStrip } from './photo-strip.tsx'
import { Unfinished } from './unfinished.tsx'

/** The work itself: the right machine, what was found and done, what was used, photos afterwards. */
export function WorkStep({ kept: { visit }, go }: StepProps) {
  const { t } = useTranslation('field')
  const list = listFor(useFacts(), visit)
  const [open, setOpen] = useState<WorkLine | 'new' | null>(null)
  const after = photoItem(visit, 'after')
  const [extra, setExtra] = useState(false)
  return (
    <>
      {list && !open && !extra && <Unfinished visit={visit} onLine={setOpen} onExtra={() => setExtra(true)} />}
      <AssetCheck visit={visit} />
      <FindingsForm visit={visit} />
      <section className={styles.card}>
        <h2 className={styles.title}>{t('work.lines')}</h2>
        <AmountLines visit={visit} onOpen={setOpen} />
        {list && (
          <div className={styles.pair}>
            <Button icon="plus" onClick={() => setOpen('new')}>
              {t('line.add')}
            </Button>
            <Button onClick={() => setExtra(true)}>{t('extra.title')}</Button>
          </div>
        )}
      </section>
      <section className={styles.card}>
        <PhotoStrip visit={visit} kind="after" {...(after ? { checklistKey: after } : {})} />
        <PhotoStrip visit={visit} kind="part" />
        <Films visit={visit} />
      </section>
      <Bottom>
        <div className={styles.pair}>
          <Button onClick={() => go('check')}>{t('check.title')}</Button>
          <Button kind="primary" onClick={() => go('sign')}>
            {t('work.toSign')}
          </Button>
        </div>
      </Bottom>
      {list && open && (
        <LineSheet visit={visit} list={list} line={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
      {list && extra && <ExtraSheet visit={visit} list={list} onClose={() => setExtra(false)} />}
    </>
  )
}
