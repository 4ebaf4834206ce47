import { useTheme } from '@aftercare/ui'
import { type RefObject, useEffect, useRef, useState } from 'react'
import SignaturePad from 'signature_pad'

export function usePad(canvas: RefObject<HTMLCanvasElement | null>) {
  const pad = useRef<SignaturePad>(undefined)
  const [isEmpty, setEmpty] = useState(true)
  const { isDark } = useTheme()
  useEffect(() => {
    const target = canvas.current!
    const made = new SignaturePad(target, { penColor: isDark ? '#e9ecf0' : '#111', minWidth: 1, maxWidth: 3 })
    pad.current = made
    const fit = () => {
      const strokes = made.toData()
      const ratio = Math.max(devicePixelRatio, 1)
      target.width = target.offsetWidth * ratio
      target.height = target.offsetHeight * ratio
      target.getContext('2d')?.scale(ratio, ratio)
      made.fromData(strokes)
    }
    const ended = () => setEmpty(made.isEmpty())
    // The screen opens after this, and phones are turned round in the hand.
    const size = new ResizeObserver(fit)
    size.observe(target)
    made.addEventListener('endStroke', ended)
    return () => {
      made.off()
      size.disconnect()
    }
  }, [canvas, isDark])
  const clear = (of: typeof pad) => {
    of.current?.clear()
    setEmpty(true)
  }
  return { pad, isEmpty, clear }
}

/** Black on white whatever the screen looks like: it goes on paper. */
export function pictureOf(source: HTMLCanvasElement): Promise<Blob> {
  const copy = document.createElement('canvas')
  copy.width = source.width
  copy.height = source.height
  const pen = copy.getContext('2d')!
  pen.drawImage(source, 0, 0)
  pen.globalCompositeOperation = 'source-in'
  pen.fillStyle = '#111'
  pen.fillRect(0, 0, copy.width, copy.height)
  pen.globalCompositeOperation = 'destination-over'
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, copy.width, copy.height)
  return new Promise((done, fail) =>
    copy.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'),
  )
}
