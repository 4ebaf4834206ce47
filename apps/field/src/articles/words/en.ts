import articles from '../../../../../packages/words/locales/en/field-articles.json'
import { check } from '../../../../../packages/words/locales/en/field-job.json'

/** What only articles say; their pictures come closer as those of a checklist do. */
export const texts = { 'field-articles.json': articles, 'field-job.json': { check } }
