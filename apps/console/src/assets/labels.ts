import { saveFile } from '@aftercare/ui'
import { currentLanguage } from '@aftercare/words/web'
import { call } from '../shell/api.ts'

/** Makes the sheet of labels, to be opened and printed. */
export async function printLabels(assetIds: readonly string[]): Promise<void> {
  const body = { assetIds, language: currentLanguage() }
  await saveFile(await call('POST', '/api/v1/labels', { body }), 'labels.pdf')
}
