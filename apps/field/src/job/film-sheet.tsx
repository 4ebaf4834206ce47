import { Button, Sheet, TextField } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPhoto } from '../data/changes.ts'
import { FILM_PART_MS, filmKeeper } from '../data/film-parts.ts'
import { whereNow } from '../data/pictures.ts'
import { NoRoom } from '../data/room.ts'
import type { Visit } from '../data/store.ts'
import { type Taken, takenOf } from '../data/taken.ts'
import { useStore } from '../data/use-store.ts'
import styles from './job.module.css'
import { OddChoice } from './odd-choice.tsx'

const SECONDS = 60
/** Enough to hear a bearing and see a lamp: a minute is about six megabytes. */
const RATE = { videoBitsPerSecond: 750_000, audioBitsPerSecond: 32_000 }
const EXPECTED_BYTES = ((RATE.videoBitsPerSecond + RATE.audioBitsPerSecond) / 8) * SECONDS
/** What is chosen from the phone's own films is not made smaller here. */
const MOST_BYTES = 50_000_000

type Trouble = 'noCamera' | 'noRoom' | null

type FilmProps = { visit: Visit; checklistKey: string | undefined; onClose: () => void }

/** Records a short film, small from the start; the size is said before. Without a camera one is chosen from the phone. */
export function FilmSheet({ visit, checklistKey, onClose }: FilmProps) {
  const { t } = useTranslation(['field', 'field-job'])
  const store = useStore()
  const { numbers } = useFormat()
  const [trouble, setTrouble] = useState<Trouble>(null)
  const [tooLarge, setTooLarge] = useState<File | null>(null)
  const [caption, setCaption] = useState('')
  const keep = async (blob: Blob, extension: string, taken?: Taken) => {
    try {
      await addPhoto(store, visit.id, {
        ...{ blob, kind: 'other', checklistKey, extension, taken, caption: caption.trim() || undefined },
        place: taken && taken.says !== 'clock' ? null : whereNow(),
      })
      onClose()
      return true
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error
      setTrouble('noRoom')
      return false
    }
  }
  const choose = (file: File | undefined) => {
    setTooLarge(null)
    if (!file) return
    if (file.size > MOST_BYTES) setTooLarge(file)
    else void takenOf(file).then((taken) => keep(file, file.name.split('.').at(-1) ?? 'mp4', taken))
  }
  const recorder = useRecorder(
    (blob) => keep(blob, blob.type.includes('mp4') ? 'mp4' : 'webm'),
    () => setTrouble('noCamera'),
    () => filmKeeper(store, visit.id, checklistKey),
  )
  return (
    <Sheet open title={t('video.title')} onClose={onClose}>
      <div className={styles.list}>
        <p>{t('video.limit', { seconds: SECONDS, size: numbers.bytes(EXPECTED_BYTES) })}</p>
        <TextField label={t('field-job:film.caption')} optional value={caption} onChange={setCaption} maxLength={150} />
        <video ref={recorder.screen} autoPlay muted playsInline hidden={!recorder.isOn} className={styles.film} />
        {trouble && <p role="alert">{t(trouble === 'noRoom' ? 'photo.noRoom' : 'video.noCamera')}</p>}
        {recorder.isOn ? (
          <Button kind="primary" block onClick={recorder.stop}>
            {t('video.stop', { seconds: recorder.seconds })}
          </Button>
        ) : (
          <Button kind="primary" block onClick={() => void recorder.start()}>
            {t('video.start')}
          </Button>
        )}
        <label className={styles.choose}>
          {t('video.choose', { size: numbers.bytes(MOST_BYTES) })}
          <input type="file" accept="video/*" onChange={(event) => choose(event.target.files?.[0])} />
        </label>
        {tooLarge && (
          <>
            <p className={styles.error} role="alert">
              {t('video.tooLarge', { size: numbers.bytes(tooLarge.size), most: numbers.bytes(MOST_BYTES) })}
            </p>
            <OddChoice
              visitId={visit.id}
              kind="video_too_large"
              seen={`${tooLarge.name} ${numbers.bytes(tooLarge.size)}`}
              choices={['left_out']}
            />
          </>
        )}
      </div>
    </Sheet>
  )
}

/** The camera while it runs; it is let go when the sheet closes, however that happens. */
function useRecorder(
  onFilm: (blob: Blob) => Promise<boolean>,
  onTrouble: () => void,
  newKeeper: () => ReturnType<typeof filmKeeper>,
) {
  const screen = useRef<HTMLVideoElement>(null)
  const recorder = useRef<MediaRecorder>(undefined)
  const keeper = useRef<ReturnType<typeof filmKeeper>>(undefined)
  const [seconds, setSeconds] = useState<number | null>(null)
  const isOn = seconds !== null
  const stop = () => recorder.current?.state === 'recording' && recorder.current.stop()
  const start = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 640 } },
        audio: true,
      })
      const made = new MediaRecorder(stream, RATE)
      const parts: Blob[] = []
      const kept = newKeeper()
      keeper.current = kept
      made.ondataavailable = ({ data }) => {
        parts.push(data)
        kept.add(data)
      }
      made.onstop = () => {
        for (const track of stream.getTracks()) track.stop()
        setSeconds(null)
        // The codec behind the type is the recorder's affair; stores and servers know the plain one.
        const film = new Blob(parts, { type: made.mimeType.split(';')[0] ?? 'video/webm' })
        // Without room for it as a whole its pieces stay, and are offered again.
        void onFilm(film).then((isKept) => (isKept ? kept.forget() : undefined))
      }
      recorder.current = made
      if (screen.current) screen.current.srcObject = stream
      made.start(FILM_PART_MS)
      setSeconds(0)
    } catch {
      onTrouble()
    }
  }
  useEffect(() => {
    if (!isOn) return
    const beat = setInterval(() => setSeconds((n) => (n === null ? null : n + 1)), 1000)
    const end = setTimeout(() => recorder.current?.state === 'recording' && recorder.current.stop(), SECONDS * 1000)
    return () => {
      clearInterval(beat)
      clearTimeout(end)
    }
  }, [isOn])
  useEffect(
    () => () => {
      const made = recorder.current
      if (made?.state !== 'recording') return
      made.onstop = null
      made.stop()
      for (const track of made.stream.getTracks()) track.stop()
      void keeper.current?.forget()
    },
    [],
  )
  return { screen, isOn, seconds: seconds ?? 0, start, stop }
}
