/** Hands an answer that is a file to the browser, under the name the server gave it. */
export async function saveFile(response: Response, otherwise: string): Promise<void> {
  saveBlob(await response.blob(), fileName(response) ?? otherwise)
}

function fileName(response: Response): string | undefined {
  const header = response.headers.get('Content-Disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1]
  return encoded === undefined ? /filename="([^"]+)"/.exec(header)?.[1] : decodeURIComponent(encoded)
}

/** Browsers begin to read the file when they get round to it (Safari asks first): gone before that, nothing is saved. */
const KEPT_MS = 60_000

/** Hands what was made here to the browser, as a file. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
