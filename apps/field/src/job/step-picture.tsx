import { Sheet } from '@aftercare/ui'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePicture } from '../data/use-picture.ts'
import { later } from '../shell/later.ts'
import styles from './check-item.module.css'

const ZoomFrame = later(async () => (await import('@aftercare/ui/drawing')).ZoomFrame)

/** How it should look, or where to look: small beside the step, large at a tap, from the phone's own memory; `from` is where the server has it. */
export function StepPicture({ id, from, title }: { id: string; from: string; title: string }) {
  const { t } = useTranslation(['field', 'field-job'])
  const [open, setOpen] = useState(false)
  const kept = usePicture(id)
  if (kept === undefined) return null
  const src = kept ?? `${from}/${id}`
  const words = { closer: t('drawing.closer'), farther: t('drawing.farther'), hint: t('field-job:check.pictureHint') }
  return (
    <div>
      <button type="button" className={styles.picture} aria-label={title} onClick={() => setOpen(true)}>
        <img src={src} alt="" />
      </button>
      <Sheet open={open} title={title} onClose={() => setOpen(false)}>
        <Suspense>
          <ZoomFrame words={words}>
            <img className={styles.large} src={src} alt={title} />
          </ZoomFrame>
        </Suspense>
      </Sheet>
    </div>
  )
}
