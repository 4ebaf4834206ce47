import common from '../../../../packages/words/locales/zh-CN/common.json'
import { covers, left, level, nextOn, status } from '../../../../packages/words/locales/zh-CN/contracts.json'
import { internal, network, unavailable } from '../../../../packages/words/locales/zh-CN/errors.json'
import portal from '../../../../packages/words/locales/zh-CN/portal.json'
import { answer, question } from '../../../../packages/words/locales/zh-CN/requests.json'

/** Only what a customer reads: refusals come from the server in words, the console's share of these files is left out. */
export const texts = {
  'common.json': common,
  'contracts.json': { covers, left, level, nextOn, status },
  'portal.json': portal,
  'errors.json': { internal, network, unavailable },
  'requests.json': { answer, question },
}
