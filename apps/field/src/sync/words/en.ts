import sync from '../../../../../packages/words/locales/en/field-sync.json'

/** What only the page of unsent things says, and signing out with some. */
export const texts = { 'field-sync.json': sync }
