import { Button } from '@aftercare/ui'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removePhoto } from '../data/changes.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import styles from './photo-strip.module.css'
import { isFilm, Thumb } from './photo-strip.tsx'

const FilmSheet = lazy(() => import('./film-sheet.tsx').then((m) => ({ default: m.FilmSheet })))

/** Short films: a noise or a movement says more than a photo. Those of one step, or all of the visit. */
export function Films({ visit, checklistKey }: { visit: Visit; checklistKey?: string }) {
  const { t } = useTranslation('field')
  const store = useStore()
  const [open, setOpen] = useState(false)
  const films = visit.photos.filter((one) => isFilm(one) && (!checklistKey || one.checklistKey === checklistKey))
  return (
    <div className={styles.strip}>
      {films.length > 0 && (
        <ul className={styles.list}>
          {films.map((film) => (
            <Thumb
              key={film.id}
              photo={film}
              locked={visit.report.signature !== null}
              onRemove={() => void removePhoto(store, visit.id, film.id)}
            />
          ))}
        </ul>
      )}
      <Button icon="camera" block onClick={() => setOpen(true)}>
        {t('video.add')}
      </Button>
      {open && (
        <Suspense>
          <FilmSheet visit={visit} checklistKey={checklistKey} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
