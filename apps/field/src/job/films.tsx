import { Button } from '@aftercare/ui'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPhoto, removePhoto } from '../data/changes.ts'
import { type CutFilm, forgetFilm, useCutFilms } from '../data/film-parts.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import job from './job.module.css'
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
      {!open && <CutFilms visit={visit} checklistKey={checklistKey} />}
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

/** A recording the app was killed in: kept as far as it had got, or thrown away. */
function CutFilms({ visit, checklistKey }: { visit: Visit; checklistKey: string | undefined }) {
  const { t } = useTranslation('field-job')
  const store = useStore()
  const keep = async ({ filmId, blob, checklistKey: key }: CutFilm) => {
    const extension = blob.type.includes('mp4') ? 'mp4' : 'webm'
    await addPhoto(store, visit.id, { blob, kind: 'other', checklistKey: key, place: null, extension })
    await forgetFilm(store, filmId)
  }
  return useCutFilms(visit.id)
    .filter((one) => one.checklistKey === checklistKey)
    .map((one) => (
      <div key={one.filmId} className={job.warn} role="status">
        <p>{t('draft.film', { seconds: one.seconds })}</p>
        <div className={job.pair}>
          <Button onClick={() => void forgetFilm(store, one.filmId)}>{t('draft.drop')}</Button>
          <Button kind="primary" onClick={() => void keep(one)}>
            {t('draft.keep')}
          </Button>
        </div>
      </div>
    ))
}
