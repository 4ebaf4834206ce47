import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginCall, closeRequest, endCall, figuresOn } from './support/loop-afterwards.ts'
import { answerSurvey, askForHelp, followIt, signOff } from './support/loop-customer.ts'
import { bookVisit, readRequest, replyTo, signInOffice } from './support/loop-desk.ts'
import { castOf, type Ground, loopGround } from './support/loop-ground.ts'
import { type Journey, type Screen, seriousOn, wordsIn } from './support/loop-screen.ts'
import { agreeAndRepair, openJob, setOutAndCheck, signAndFinish } from './support/loop-technician.ts'
import { openBrowser, startProduct } from './support/product.ts'

// The main job, through all of its people and all three apps: a label is scanned, help is asked for, a visit is booked,
// done, signed, told of and called about; the request is closed and the figures have moved.
// Each language has a product of its own, so that they go side by side: most of it is waiting (for mails, for the call).
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const REPLY = { en: 'We are coming today.', 'zh-CN': '我们今天就上门。', 'zh-TW': '我們今天就到府。' }

describe.concurrent.each(['en', 'zh-CN', 'zh-TW'] as const)('in %s', (language) => {
  let ground: Ground

  beforeAll(async () => {
    ground = await loopGround(await startProduct())
  })
  afterAll(() => ground?.product.stop())

  test('from the label to the figures', async () => {
    const cast = await castOf(ground, language)
    const bad: string[] = []
    const look: Journey['look'] = async ({ page }, what) => {
      if (language === 'en') bad.push(...(await seriousOn(page)).map((one) => `${what}, ${one}`))
    }
    const journey: Journey = { ground, cast, language, browser, t: wordsIn(language), look }

    const manager = await signInOffice(journey, 'manager')
    const before = await figuresOn(journey, manager)
    const askedBefore = await answersToSurveys(ground)
    const phone = await askOnThePhone(journey)
    expect((await requestOf(ground, phone.number)).channel).toBe('qr')
    const open = await figuresOn(journey, manager)
    expect(Number(open.openRequests)).toBe(Number(before.openRequests) + 1)

    const desk = await signInOffice(journey, 'desk')
    await readRequest(journey, desk, phone.number)
    await replyTo(journey, desk, REPLY[language])
    await bookVisit(journey, desk)

    await doTheWork(journey)
    await expect.poll(async () => (await requestOf(ground, phone.number)).status).toBe('resolved')

    await phone.screen.seen(REPLY[language])
    await signOff(journey, phone.screen)
    await answerSurvey(journey, phone.screen)

    await closeRequest(journey, desk, phone.number)
    expect((await requestOf(ground, phone.number)).status).toBe('closed')
    await beginCall(journey, desk, phone.number)

    // The call takes its twenty seconds; meanwhile somebody else looks at the figures.
    const after = await figuresOn(journey, manager)
    await look(manager, 'dashboard')
    expect(Number(after.openRequests)).toBe(Number(before.openRequests))
    expect(after.csi).toBe('112.5 %')
    expect(after.firstTimeFix).toBe('100.0 %')
    expect(await answersToSurveys(ground)).toBe(askedBefore + 1)

    await endCall(journey, desk)
    const { items: calls } = await ground.admin('GET', `/return-visits?filter[status]=done`)
    expect(calls.map((one: { request: string }) => one.request)).toContain(phone.number)
    expect(bad).toEqual([])
  }, 120_000)
})

async function askOnThePhone(journey: Journey): Promise<{ screen: Screen; number: string }> {
  const asked = await askForHelp(journey)
  await followIt(journey, asked.screen)
  return asked
}

async function doTheWork(journey: Journey): Promise<void> {
  const phone = await openJob(journey)
  await setOutAndCheck(journey, phone)
  await agreeAndRepair(journey, phone)
  await signAndFinish(journey, phone)
}

async function requestOf(ground: Ground, number: string) {
  const { items } = await ground.admin('GET', `/requests?filter[number]=${number}`)
  expect(items).toHaveLength(1)
  return items[0]
}

/** How many answers the figure CSI stands on. */
async function answersToSurveys(ground: Ground): Promise<number> {
  const { figures } = await ground.admin('GET', '/insight/dashboard')
  return figures.find((one: { key: string }) => one.key === 'csi').n
}
