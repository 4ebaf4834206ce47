import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../button.tsx'
import { TextField } from '../field.tsx'
import { Sheet } from '../sheet.tsx'
import { readerOf } from './reader.ts'
import styles from './scan.module.css'

type Props = { title: string; onClose: () => void; onFound: (text: string) => void }
type Trouble = 'no_camera' | 'refused' | null

/** The camera, a torch where there is one, a photo instead, and typing: no dead end without any of them. */
export function ScanSheet({ title, onClose, onFound }: Props) {
  const { t } = useTranslation('common')
  const video = useRef<HTMLVideoElement>(null)
  const { trouble, track } = useCamera(video, onFound)
  const [typed, setTyped] = useState('')
  const [lit, setLit] = useState(false)
  const hasTorch = track && 'torch' in (track.getCapabilities?.() ?? {})
  const torch = async () => {
    await track?.applyConstraints({ advanced: [{ torch: !lit } as MediaTrackConstraintSet] })
    setLit(!lit)
  }
  return (
    <Sheet open title={t('scan.title', { what: title })} onClose={onClose}>
      <div className={styles.sheet}>
        {trouble ? (
          <p role="status">{t(`scan.${trouble}`)}</p>
        ) : (
          <video ref={video} className={styles.video} autoPlay playsInline muted />
        )}
        {hasTorch && (
          <Button block onClick={() => void torch()}>
            {t(lit ? 'scan.torchOff' : 'scan.torchOn')}
          </Button>
        )}
        <PhotoInstead onFound={onFound} />
        <form
          className={styles.typed}
          onSubmit={(event) => {
            event.preventDefault()
            if (typed.trim()) onFound(typed.trim())
          }}
        >
          <TextField label={t('scan.typed')} value={typed} onChange={setTyped} autoComplete="off" />
          <Button type="submit" kind="primary" block disabled={typed.trim() === ''}>
            {t('scan.take')}
          </Button>
        </form>
      </div>
    </Sheet>
  )
}

const EVERY_MS = 250

function useCamera(video: RefObject<HTMLVideoElement | null>, onFound: (text: string) => void) {
  const [trouble, setTrouble] = useState<Trouble>(null)
  const [track, setTrack] = useState<MediaStreamTrack | null>(null)
  const found = useRef(onFound)
  found.current = onFound
  useEffect(() => {
    let over = false
    let stream: MediaStream | undefined
    const look = async () => {
      if (!navigator.mediaDevices?.getUserMedia) return setTrouble('no_camera')
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      } catch (error) {
        return setTrouble(error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'no_camera')
      }
      if (over || !video.current) return
      setTrack(stream.getVideoTracks()[0] ?? null)
      video.current.srcObject = stream
      const read = await readerOf()
      while (!over) {
        const text = video.current.readyState >= 2 ? await read(video.current) : null
        if (text && !over) return found.current(text)
        await new Promise((done) => setTimeout(done, EVERY_MS))
      }
    }
    void look()
    return () => {
      over = true
      for (const one of stream?.getTracks() ?? []) one.stop()
    }
  }, [video])
  return { trouble, track }
}

function PhotoInstead({ onFound }: { onFound: (text: string) => void }) {
  const { t } = useTranslation('common')
  const [nothing, setNothing] = useState(false)
  const read = async (file: File | undefined) => {
    if (!file) return
    const text = await (await readerOf())(await createImageBitmap(file))
    if (text) onFound(text)
    else setNothing(true)
  }
  return (
    <>
      <label className={styles.photo}>
        {t('scan.photo')}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(event) => void read(event.target.files?.[0])}
        />
      </label>
      {nothing && <p role="alert">{t('scan.nothing')}</p>}
    </>
  )
}
