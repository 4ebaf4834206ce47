import common from '../../../../packages/words/locales/en/common.json'
import { internal, network, unavailable } from '../../../../packages/words/locales/en/errors.json'
import portal from '../../../../packages/words/locales/en/portal.json'
import { answer, question } from '../../../../packages/words/locales/en/requests.json'

/** Only what a customer reads: refusals come from the server in words, the console's share of these files is left out. */
export const texts = {
  'common.json': common,
  'portal.json': portal,
  'errors.json': { internal, network, unavailable },
  'requests.json': { answer, question },
}
