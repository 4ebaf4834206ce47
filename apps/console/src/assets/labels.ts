import { currentLanguage } from '@aftercare/words/web'
import { call } from '../shell/api.ts'

/** Makes the sheet of labels and opens it for printing. */
export async function printLabels(assetIds: readonly string[]): Promise<void> {
  const body = { assetIds, language: currentLanguage() }
  const sheet = await (await call('POST', '/api/v1/labels', { body })).blob()
  const url = URL.createObjectURL(sheet)
  const link = document.createElement('a')
  link.href = url
  link.download = 'labels.pdf'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
