import sync from '../../../../../packages/words/locales/en/field-sync.json'
import { checked } from '../../../../../packages/words/locales/en/field-work.json'

/** What only the page of unsent things says, and signing out with some. */
export const texts = { 'field-sync.json': sync, 'field-work.json': { checked } }
