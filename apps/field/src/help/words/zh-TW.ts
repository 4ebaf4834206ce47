import help from '../../../../../packages/words/locales/zh-TW/field-help.json'
import { save } from '../../../../../packages/words/locales/zh-TW/field-sync.json'

/** What only the page of help says, and the notice of a wrong clock. */
export const texts = { 'field-help.json': help, 'field-sync.json': { save } }
