import { declineReason, pauseReason } from '../../../../../packages/words/locales/en/dispatch.json'
import {
  buyer,
  by,
  cause,
  clause,
  code,
  confidence,
  contract,
  date,
  day,
  fact,
  kind,
  layer,
  meter,
  missing,
  paid,
  payer,
  remedy,
  rule,
  step,
  value,
  warranty,
} from '../../../../../packages/words/locales/en/entitlement.json'
import fieldJob from '../../../../../packages/words/locales/en/field-job.json'
import { checked, takenBy } from '../../../../../packages/words/locales/en/field-work.json'

/** What only a job says: the first screen does without. */
export const texts = {
  'dispatch.json': { declineReason, pauseReason },
  'entitlement.json': {
    ...{ buyer, by, cause, clause, code, confidence, date, day, fact, kind, meter, missing, paid, payer, remedy, rule },
    // Titles of what makers, contracts and grants promise.
    ...{ contract, layer, step, value, warranty },
  },
  'field-job.json': fieldJob,
  'field-work.json': { checked, takenBy },
}
