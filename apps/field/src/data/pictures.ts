const LONGEST = 1920

/** Smaller, and with time and place written in: a photo that proves something. Four megapixels say as much as twelve. */
export async function compress(file: Blob, mark: string): Promise<Blob> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)]
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')!
  pen.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  const size = Math.max(14, Math.round(width / 48))
  pen.font = `${size}px sans-serif`
  pen.fillStyle = 'rgba(0,0,0,.55)'
  pen.fillRect(0, height - size * 1.8, width, size * 1.8)
  pen.fillStyle = '#fff'
  pen.fillText(mark, size * 0.6, height - size * 0.6, width - size)
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/jpeg', 0.8),
  )
}

/** Where the phone is, if the person lets us know; never waited for longer than a fact waits for its place. */
export function whereNow(): Promise<{ lat: number; lon: number } | null> {
  if (!('geolocation' in navigator)) return Promise.resolve(null)
  return new Promise((done) => {
    const late = setTimeout(() => done(null), 3500)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        clearTimeout(late)
        done({ lat: coords.latitude, lon: coords.longitude })
      },
      () => {
        clearTimeout(late)
        done(null)
      },
      { maximumAge: 60_000, timeout: 3000 },
    )
  })
}
