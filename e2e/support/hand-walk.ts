import type { Page } from 'playwright-core'
import { signIn } from './a-job.ts'
import { readyOffline, withNetwork, withoutNetwork } from './a-phone.ts'
import type { HandGround } from './hand-ground.ts'
import { ANY, like, wordsIn } from './loop-screen.ts'

/** Looks at the screen as it stands. */
export type Look = (what: string) => Promise<void>
type Walk = { page: Page; ground: HandGround; look: Look; t: ReturnType<typeof wordsIn> } & ReturnType<typeof handsOn>

/** The screens whose words are read in the sun. */
export const IN_THE_SUN = [
  ...[
    'sign-in',
    'today',
    'travel',
    'check',
    'price with a line',
    'work: agreed',
    'sign',
    'signature',
    'end: part done',
  ],
  ...['over', 'day sheet', 'conflict'],
]

/** Every screen and sheet of the phone that a job comes by, each looked at once. */
export async function walkTheHand(
  page: Page,
  ground: HandGround,
  language: 'en' | 'zh-CN' | 'zh-TW',
  look: Look,
): Promise<void> {
  const walk: Walk = { page, ground, look, t: wordsIn(language), ...handsOn(page) }
  // How a refused part looks; that it is refused is shown elsewhere.
  await page.route(/part-checks/, async (route) => {
    const { code: part, serial: number } = route.request().postDataJSON()
    const refused = { isAccepted: false, verdict: 'unknown', details: { part, number }, mayBeKept: true, number }
    await route.fulfill({ json: refused })
  })
  await theDay(walk)
  await toTheDoor(walk)
  await theList(walk)
  await thePrice(walk)
  await theWork(walk)
  await theSignature(walk)
  await theEnd(walk)
  await theOtherJob(walk)
  await theSheets(walk)
  await whatWaits(walk)
}

function handsOn(page: Page) {
  const sheet = () => page.locator('dialog[open]').last()
  return {
    sheet,
    press: (name: string | RegExp) =>
      page
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click(),
    pressIn: (name: string | RegExp) =>
      sheet()
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click(),
    field: (label: string) => page.getByLabel(label).first(),
    fieldIn: (label: string) => sheet().getByLabel(label).first(),
    seen: (text: string | RegExp) => page.getByText(text).first().waitFor(),
    /** As the thumb does it: its cross. */
    shut: async () => {
      const open = await page.locator('dialog[open]').count()
      await sheet().locator('header button').first().click()
      await page.waitForFunction((count) => document.querySelectorAll('dialog[open]').length < count, open)
    },
    photo: async () => ({
      name: 'photo.png',
      mimeType: 'image/png',
      buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 300, height: 200 } }),
    }),
  }
}

async function theDay({ page, ground, look, t, press, shut, seen, field }: Walk): Promise<void> {
  await page.goto(`${ground.url}/field/`)
  await field(t('common:email')).waitFor()
  await look('sign-in')
  await field(t('common:email')).fill(ground.email)
  await field(t('common:password')).fill(ground.password)
  await press(t('field:signIn.title'))
  await page.getByRole('link', { name: t('field:today.open') }).waitFor()
  await seen(like(t('field:kept.title', { size: ANY })))
  await page.evaluate(() => dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt: () => {} })))
  await seen(t('field:install.title'))
  await page.getByText(like(t('field:kept.title', { size: ANY }))).click()
  await look('today')
  await press(t('field:menu.title'))
  await look('menu')
  await shut()
  await page.getByRole('link', { name: t('field:map.title') }).click()
  await seen(t('field:map.title'))
  await page.locator('[class*="window"] a').first().waitFor()
  await look('map')
}

async function toTheDoor({ page, ground, look, t, press, pressIn, shut, sheet, fieldIn }: Walk): Promise<void> {
  await page.goto(`${ground.url}/field/visits/${ground.cooler.visitId}`)
  await page.getByRole('button', { name: t('field:job.setOut') }).waitFor()
  await look('travel')
  await press(t('field:job.product'))
  await sheet().locator('summary').first().click()
  await look('product')
  await shut()
  await press(t('field:job.setOut'))
  await press(t('dispatch:overrun.dots'))
  await look('takes longer')
  await shut()
  await press(t('field-job:pause.dots'))
  await look('pause')
  await pressIn(t('field-job:pause.do'))
  await press(t('field-job:pause.resume'))
  await press(t('field:handing.dots'))
  await fieldIn(t('field:handing.why')).waitFor()
  await look('hand over')
  await shut()
  await press(t('field:job.noAccess'))
  await fieldIn(t('field:noAccess.why')).selectOption('nobody')
  await look('nobody there')
  await shut()
  await look('on the way')
  await press(t('field:job.arrive'))
}

async function theList({ page, look, t, press, pressIn, shut, photo, field }: Walk): Promise<void> {
  await page.getByRole('heading', { name: t('field:check.title') }).waitFor()
  await look('check')
  await press(like(t('field:check.skipItem', { step: ANY })))
  await look('leave out')
  await field(t('field:check.why')).fill('Not reachable without scaffolding')
  await pressIn(t('field:check.skipDo'))
  await page
    .locator('dialog[open]')
    .waitFor({ state: 'detached' })
    .catch(() => shut())
  await page
    .locator('main input[type=file], input[type=file]')
    .first()
    .setInputFiles(await photo())
  await page
    .getByRole('button', { name: t('field:photo.remove') })
    .first()
    .waitFor()
  await look('check with a photo')
  await press(t('field:job.toPrice'))
}

async function thePrice({ page, look, t, press, pressIn, fieldIn, shut, sheet, seen }: Walk): Promise<void> {
  await page.getByRole('heading', { name: t('field:price.title') }).waitFor()
  await press(t('field:price.addTravel'))
  await page.locator('summary').last().click()
  await look('price')
  await press(t('field:line.add'))
  await look('line')
  await press(like(t('common:scan.into', { field: t('field:line.find') })))
  await seen(t('common:scan.typed'))
  await look('scan')
  await shut()
  await pressIn(like(t('field:van.open', { van: ANY })))
  await fieldIn(t('field:van.find')).waitFor()
  await look('van')
  await shut()
  await pressIn(t('field:drawing.find'))
  await page.locator('dialog[open] li button[aria-pressed]').first().click()
  await look('drawing')
  await shut()
  await fieldIn(t('field:line.find')).fill('XX-UNKNOWN-1')
  await fieldIn(t('field:line.find')).blur()
  await look('line: no such code')
  await fieldIn(t('field:line.find')).fill('AC-FAN-03')
  await fieldIn(t('field:line.why')).selectOption('damaged')
  await fieldIn(t('field:line.newSerial')).fill('FAN-4711')
  await pressIn(t('common:do.save'))
  await page.waitForFunction((said) => {
    const box = [...document.querySelectorAll('dialog[open] h3')].find((one) => one.textContent === said)
    return box && box.getBoundingClientRect().bottom < innerHeight
  }, t('field:genuine.refused'))
  await look('line: part refused')
  await fieldIn(t('field:line.newSerial')).fill('')
  await pressIn(t('common:do.save'))
  await sheet().waitFor({ state: 'detached' })
  await look('price with a line')
  await beginWork({ press, t })
}

/** Whether or not the customer has something to pay. */
const beginWork = ({ press, t }: Pick<Walk, 'press' | 't'>) =>
  press(new RegExp(`${like(t('field:price.agreed', { amount: ANY })).source}|${t('field:price.begin')}`))

async function theWork({ page, look, t, press, pressIn, shut, field, fieldIn, seen, sheet }: Walk): Promise<void> {
  await page.getByRole('heading', { name: t('field:work.findings') }).waitFor()
  await field(t('field:asset.scan')).fill('KFR35A0000000000')
  await seen(like(t('field:odd.other_asset.stopped')))
  await look('work: another machine')
  await field(t('field-work:report.findings')).fill('The fan of the outdoor unit is bent')
  await field(t('field-work:report.workDone')).fill('Fan replaced, drain cleaned')
  await field(t('field-work:report.workDone')).blur()
  await press(t('field:video.add'))
  await seen(t('field:video.start'))
  await look('film')
  await shut()
  await press(t('field:extra.title'))
  await fieldIn(t('field:line.what')).selectOption('OP-AC-CLEAN')
  await look('extra work: a line')
  await pressIn(t('field:extra.show'))
  await sheet()
    .getByRole('button', { name: t('field:extra.sign') })
    .waitFor()
  await look('extra work: the offer')
  await pressIn(t('field:extra.sign'))
  await sheet().locator('canvas').waitFor()
  await look('extra work: signature')
  await sheet().locator('header button').click()
  await pressIn(t('field:extra.byPhone'))
  await seen(t('field:price.approved'))
  await look('work: agreed')
  await press(t('field:work.toSign'))
}

/** A line with the finger. */
export async function write(page: Page): Promise<void> {
  const pad = (await page.locator('dialog[open] canvas').boundingBox())!
  await page.mouse.move(pad.x + 40, pad.y + pad.height / 2)
  await page.mouse.down()
  await page.mouse.move(pad.x + 160, pad.y + pad.height / 2 + 20, { steps: 6 })
  await page.mouse.up()
}

async function theSignature({ page, look, t, press, pressIn, fieldIn, shut, seen }: Walk): Promise<void> {
  await seen(like(t('field:sign.what', { number: ANY })))
  await look('sign')
  await press(t('field:sign.nobody'))
  await look('nobody can sign')
  await shut()
  await press(t('field:sign.open'))
  await page.locator('dialog[open] canvas').waitFor()
  await write(page)
  await fieldIn(t('field:sign.name')).fill('')
  await look('signature without a name')
  await fieldIn(t('field:sign.name')).fill('李伟')
  await look('signature')
  await pressIn(t('field:sign.done'))
}

async function theEnd({ page, look, t, field, press, seen }: Walk): Promise<void> {
  await page.getByRole('heading', { name: t('field:done.how') }).waitFor()
  await look('end')
  await field(t('field:done.outcome')).selectOption('not_fixed')
  await field(t('field:done.rest')).fill('Control board, two people')
  await field(t('field:rest.missing')).fill('AC-PCB-02')
  await press(t('field:rest.add'))
  await look('end: part done')
  await press(t('field:done.finishPart'))
  await seen(t('field:done.sent'))
  await page
    .getByRole('heading', { name: like(t('field:oldParts.title', { count: 1 })) })
    .or(page.getByText(t('field:done.report')))
    .first()
    .waitFor()
  await look('over')
}

/** The car: a meter that runs backwards. */
async function theOtherJob({ page, ground, look, t, press, seen }: Walk): Promise<void> {
  await page.goto(`${ground.url}/field/visits/${ground.car.visitId}`)
  await press(t('field:job.setOut'))
  await press(t('field:job.arrive'))
  await page.getByRole('heading', { name: t('field:check.title') }).waitFor()
  await page.locator('main input[inputmode], input[inputmode]').first().fill('1')
  await page.keyboard.press('Tab')
  await seen(t('field:odd.meter_backwards.meter_replaced'))
  await look('check: meter backwards')
  await press(t('field:odd.meter_backwards.meter_replaced'))
  await seen(t('field:odd.noted'))
}

async function theSheets({ page, ground, look, t, press, fieldIn }: Walk): Promise<void> {
  await page.goto(`${ground.url}/field/day-sheet`)
  await page
    .getByRole('button', { name: t('field:sheet.correct') })
    .first()
    .waitFor()
  await look('day sheet')
  await press(t('field:sheet.correct'))
  await look('time correction')
  await fieldIn(t('field:sheet.was')).fill('25')
  await fieldIn(t('field:sheet.why')).fill('Road closed')
  await press(t('common:do.save'))
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  await press(t('field:expense.add'))
  await fieldIn(t('field:expense.kind')).selectOption('parking')
  await look('expense')
  await fieldIn(t('field:expense.amount', { currency: 'CNY' })).fill('15')
  await press(t('common:do.save'))
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  await look('day sheet with an expense')
}

async function whatWaits({ page, ground, look, t, press, field, seen }: Walk): Promise<void> {
  const again = await ground.bookAgain(ground.cooler.orderId, 200)
  await page.goto(`${ground.url}/field/`)
  await press(t('field:today.refresh'))
  await page.goto(`${ground.url}/field/visits/${again}`)
  await page.locator('summary', { hasText: like(t('field:earlier.title', { name: ANY })) }).click()
  await look('was here before')
  await press(t('field:job.setOut'))
  await press(t('field:job.arrive'))
  await press(t('field:job.toPrice'))
  await beginWork({ press, t })
  await page.getByRole('heading', { name: t('field:work.findings') }).waitFor()
  await page.waitForFunction(() => !document.querySelector('[class*="waiting"]'))
  await readyOffline(page)
  await withoutNetwork(page)
  await field(t('field-work:report.findings')).fill('Fan still vibrates at high speed')
  await field(t('field-work:report.workDone')).fill('Balanced the fan')
  await field(t('field-work:report.workDone')).blur()
  await seen(new RegExp(t('field:waiting', { count: 9 }).replace('9', '\\d+')))
  await look('work: offline')
  const tablet = await signIn(ground.url, ground.email, ground.password)
  const { report } = await ground.admin('GET', `/visits/${again}`)
  await tablet('PUT', `/visits/${again}/report`, { findings: 'Bearing noise' }, { 'if-match': `"${report.version}"` })
  await page.locator('a[href$="/sync"]').first().click()
  await look('to be sent')
  await withNetwork(page)
  await seen(t('field:sync.state.conflict'))
  await page.locator('fieldset input[type=radio]').first().waitFor()
  await look('conflict')
  await page.goto(`${ground.url}/field/visits/none`)
  await seen(t('field:job.unknown'))
  await look('job not here')
  await page.goto(`${ground.url}/field/nowhere`)
  await seen(t('common:error.notFoundTitle'))
  await look('no such page')
}
