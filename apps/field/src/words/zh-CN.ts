import { part } from '../../../../packages/words/locales/zh-CN/assets.json'
import {
  full_price,
  invoice,
  payer as payerOf,
  pays,
  status,
  unit,
} from '../../../../packages/words/locales/zh-CN/billing.json'
import common from '../../../../packages/words/locales/zh-CN/common.json'
import {
  overrun,
  overrunReason,
  unit as units,
  status as visitStatus,
} from '../../../../packages/words/locales/zh-CN/dispatch.json'
import { internal, network, parts, unavailable } from '../../../../packages/words/locales/zh-CN/errors.json'
import field from '../../../../packages/words/locales/zh-CN/field.json'
import {
  expense,
  code as failureCode,
  group,
  handing,
  outcome,
  photo,
  replaceReason,
  report,
} from '../../../../packages/words/locales/zh-CN/field-work.json'

/** Only what a technician reads: refusals come from the server in words, the console's share of these files is left out. */
export const texts = {
  'assets.json': { part },
  'billing.json': { full_price, invoice, payer: payerOf, pays, status, unit },
  'common.json': common,
  'dispatch.json': { overrun, overrunReason, status: visitStatus, unit: units },
  'errors.json': { internal, network, parts: { not_genuine: parts.not_genuine }, unavailable },
  'field.json': field,
  'field-work.json': { code: failureCode, expense, group, handing, outcome, photo, replaceReason, report },
}
