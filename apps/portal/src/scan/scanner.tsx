import { Button, Sheet } from '@aftercare/ui'
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { paths } from '../paths.ts'
import page from '../shell/page.module.css'
import { go } from '../shell/router.tsx'
import { labelIn } from './label-in.ts'
import styles from './scanner.module.css'

// By default the reader would be fetched from somebody else's server.
prepareZXingModule({
  overrides: { locateFile: (file: string, prefix: string) => (file.endsWith('.wasm') ? wasm : prefix + file) },
})

type State = 'starting' | 'looking' | 'foreign' | 'noCamera'

/** The camera, looking for the label of a product; a plain bar code is taken for a serial number. */
export function Scanner({ company, onClose }: { company: string; onClose: () => void }) {
  const { t } = useTranslation('portal')
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<State>('starting')
  useEffect(() => {
    const camera = look(video.current!, setState, (text) => {
      const found = labelIn(text)
      if (found === null) return setState('foreign')
      go('token' in found ? paths.label(found.company, found.token) : paths.serial(company, found.serial))
    })
    return () => void camera.then((stop) => stop())
  }, [company])
  const close = <Button onClick={onClose}>{t('do.back')}</Button>
  return (
    <Sheet open title={t('scan.title')} onClose={onClose} actions={close}>
      <div className={styles.frame} hidden={state === 'noCamera'}>
        <video ref={video} className={styles.video} playsInline muted />
      </div>
      <p className={page.quiet} role="status">
        {t(state === 'looking' ? 'scan.hint' : `scan.${state}`)}
      </p>
    </Sheet>
  )
}

/** Looks four times a second until something is found; the promise gives the way to switch the camera off. */
async function look(video: HTMLVideoElement, tell: (state: State) => void, found: (text: string) => void) {
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  } catch {
    tell('noCamera')
    return () => {}
  }
  const reader = new BarcodeDetector({ formats: ['qr_code', 'data_matrix', 'code_128', 'code_39'] })
  video.srcObject = stream
  await video.play().catch(() => {})
  tell('looking')
  const timer = setInterval(async () => {
    const [code] = await reader.detect(video).catch(() => [])
    if (code) found(code.rawValue)
  }, 250)
  return () => {
    clearInterval(timer)
    for (const track of stream.getTracks()) track.stop()
  }
}
