import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

type Read = (picture: HTMLVideoElement | ImageBitmap) => Promise<string | null>
let made: Promise<Read> | undefined

/** Reads the first code in a picture. The reader is a megabyte: loaded when somebody scans, kept by the service worker. */
export function readerOf(): Promise<Read> {
  made ??= import('barcode-detector/ponyfill').then(({ BarcodeDetector, prepareZXingModule }) => {
    // Without this it would ask a foreign server for the file.
    prepareZXingModule({
      overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path) },
    })
    const detector = new BarcodeDetector({ formats: ['qr_code', 'data_matrix', 'code_128', 'code_39', 'ean_13'] })
    return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null
  })
  return made
}
