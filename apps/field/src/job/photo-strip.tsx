import { Icon, SkeletonRows } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPhoto, removePhoto } from '../data/changes.ts'
import { compress, whereNow } from '../data/pictures.ts'
import { NoRoom } from '../data/room.ts'
import type { Visit } from '../data/store.ts'
import { takenOf } from '../data/taken.ts'
import { useStore } from '../data/use-store.ts'
import styles from './photo-strip.module.css'

type Photo = Visit['photos'][number]
type Props = {
  visit: Visit
  kind: Photo['kind']
  /** What it shows, where its kind says too little. */
  label?: string
  checklistKey?: string
  locked?: boolean
  bare?: boolean
}

/** Photos of one kind: several at once, made smaller, marked with time and place, and taken back as long as nobody signed. */
export function PhotoStrip({ visit, kind, label, checklistKey, locked = false, bare = false }: Props) {
  const { t } = useTranslation(['field', 'field-work', 'field-job'])
  const what = label ?? t(`field-work:photo.${kind}`)
  const store = useStore()
  const id = useId()
  const { dates } = useFormat()
  const [busy, setBusy] = useState(0)
  const [failed, setFailed] = useState<'failed' | 'noRoom' | null>(null)
  const photos = visit.photos.filter(
    (one) => !isFilm(one) && (checklistKey ? isOfStep(one, checklistKey) : one.kind === kind),
  )
  const add = async (files: File[]) => {
    setFailed(null)
    setBusy(files.length)
    const place = whereNow()
    for (const file of files) {
      try {
        const taken = await takenOf(file)
        const who = taken.says === 'clock' ? '' : t(`field-work:takenBy.${taken.says}`)
        const marked = (where = '') =>
          compress(file, [visit.number, dates(visit.timeZone).dayTime(taken.at), where, who].filter(Boolean).join(' '))
        await addPhoto(store, visit.id, {
          ...{ blob: await marked(), kind, checklistKey, taken },
          // Where the phone is now says nothing of a picture from another hour.
          place: taken.says === 'clock' ? place : null,
          mark: ({ lat, lon }) => marked(`${lat.toFixed(5)}, ${lon.toFixed(5)}`),
        })
      } catch (error) {
        setFailed(error instanceof NoRoom ? 'noRoom' : 'failed')
      }
      setBusy((left) => left - 1)
    }
  }
  return (
    <div className={styles.strip}>
      {!bare && <span className={styles.label}>{what}</span>}
      <ul className={styles.list}>
        {photos.map((photo) => (
          <Thumb
            key={photo.id}
            photo={photo}
            locked={locked}
            onRemove={() => void removePhoto(store, visit.id, photo.id)}
          />
        ))}
        {busy > 0 && (
          <li className={styles.thumb}>
            <SkeletonRows rows={1} height={88} />
          </li>
        )}
        {!locked && (
          <li>
            <label htmlFor={id} className={styles.add}>
              <Icon name="camera" size={26} />
              <span>{t('photo.add')}</span>
            </label>
            <input
              id={id}
              className={styles.input}
              type="file"
              accept="image/*"
              multiple
              aria-label={t('photo.addKind', { kind: what })}
              onChange={(event) => {
                void add([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
          </li>
        )}
      </ul>
      {photos.map(
        (one) =>
          (one.takenBy === 'picture' || one.takenBy === 'file') && (
            <p key={one.id} className={styles.chosen}>
              {t('field-job:photo.chosen', {
                when: dates(visit.timeZone).dayTime(one.takenAt),
                by: t(`field-work:takenBy.${one.takenBy}`),
              })}
            </p>
          ),
      )}
      {failed && (
        <p className={styles.failed} role="alert">
          {t(`photo.${failed}`)}
        </p>
      )}
    </div>
  )
}

const isOfStep = (photo: Photo, key: string) => photo.checklistKey === key && photo.kind !== 'signature'
export const isFilm = (photo: Photo) => photo.mediaType?.startsWith('video/') ?? false

export function Thumb({ photo, locked, onRemove }: { photo: Photo; locked: boolean; onRemove: () => void }) {
  const { t } = useTranslation(['field', 'field-work'])
  const store = useStore()
  const kept = useLiveQuery(() => store.blobs.get(photo.id), [store, photo.id])
  const local = useMemo(() => (kept ? URL.createObjectURL(kept.blob) : null), [kept])
  useEffect(() => () => (local ? URL.revokeObjectURL(local) : undefined), [local])
  const src = local ?? (photo.fileId === photo.id ? undefined : `/api/v1/files/${photo.fileId}`)
  return (
    <li className={isFilm(photo) ? styles.film : styles.thumb}>
      {src && isFilm(photo) && (
        <video src={src} controls muted playsInline className={styles.image} aria-label={t('video.title')} />
      )}
      {src && !isFilm(photo) && <img src={src} alt={t(`field-work:photo.${photo.kind}`)} className={styles.image} />}
      {isFilm(photo) && photo.caption && <span className={styles.caption}>{photo.caption}</span>}
      {!locked && (
        <button type="button" className={styles.remove} aria-label={t('photo.remove')} onClick={onRemove}>
          <Icon name="close" size={18} />
        </button>
      )}
    </li>
  )
}
