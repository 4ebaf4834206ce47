import { addMonths, canonicalJson, dateOf, dayOf } from '@aftercare/entitlement'
import { calendarDay } from '@aftercare/words/server'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { signIn } from './support/a-job.ts'
import {
  asked,
  bookedFor,
  type CoverGround,
  coverGround,
  daysAgo,
  labelOf,
  mondayBefore,
  repaired,
  soldTo,
  ZONE,
} from './support/cover-ground.ts'
import { atConsole, atPhone, keptCover, look, picture, serious } from './support/cover-screen.ts'
import { openList } from './support/loop-desk.ts'
import { dayIn } from './support/loop-ground.ts'
import { ANY, like, openScreen } from './support/loop-screen.ts'
import { aRuleOfOurOwn, asItWasTyped, writingOnWhileItSaves } from './support/pack-form.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'
import { contractFor, enterByCode, linkTo, reachable, voidedAtDesk } from './support/voided.ts'

// The question every call starts with: is it covered, who pays, what is due, and why; at the desk, at the sale of a
// contract, on the portal and on a phone without a network; and by which version of the law.
let product: Product
let browser: Browser
let ground: CoverGround

beforeAll(async () => {
  product = await startProduct()
  ground = await coverGround(product)
  browser = await openBrowser()
})
afterEach(() => Promise.all((browser?.contexts() ?? []).map((context) => context.close())))
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('a Chinese car: the desk sees the limit coming at four repairs, at five exchange and refund are due', async () => {
  const desk = ground.desks['zh-CN']
  const carId = await soldTo(ground, 'car', 'LSVAA4187E2000001', daysAgo(120), {
    ...{ priceMinor: '20000000', priceCurrency: 'CNY' },
  })
  await ground.admin('POST', `/assets/${carId}/meter-readings`, { kind: 'km', value: 9000 })
  const request = await asked(ground, carId, { symptomCode: 'STALL', ownerId: desk.id })
  for (let n = 0; n < 4; n++) await repaired(ground, carId, { symptomCode: 'STALL' })

  const seat = await atConsole(ground, browser, desk, 'zh-CN')
  const { t, page } = seat
  const counter = t('entitlement:fact.repairs.sameQualityProblem.count')
  await page.getByRole('button', { name: /通知/ }).click()
  const told = t('limits:notice.approached', {
    ...{ serial: 'LSVAA4187E2000001' },
    counter: 'repairs.sameQualityProblem.count',
    n: 4,
    reachedAt: 5,
  })
  await seat.seen(told)
  await page.keyboard.press('Escape')

  await openList(seat, seat, t('limits:title'))
  const row = page.getByRole('row').filter({ hasText: 'LSVAA4187E2000001' }).filter({ hasText: counter })
  await row.getByText(t('limits:state.near')).waitFor()
  await look(seat, 'limit watch')

  await seat.go(`/requests/${request.id}`)
  const limits = seat.card(t('limits:card.title'))
  await limits.getByText(t('limits:state.near')).first().waitFor()
  expect(await limits.textContent()).toContain(`${counter}：4 / 5`)
  expect(await limits.textContent()).toContain('第 5 次修理起可更换或退货退款')
  await picture(seat, 'request at four')

  await repaired(ground, carId, { symptomCode: 'STALL' })
  await limits.getByText(t('limits:state.reached')).waitFor()
  const panel = seat.card(t('requests:page.cover'))
  const consumer = t('entitlement:electedBy.consumer')
  const clause = t('entitlement:clause.cn-order43', { article: '24(1)(4)' })
  for (const remedy of ['replace', 'refund'] as const) {
    const due = t('entitlement:panel.remedy', { remedy: t(`entitlement:remedy.${remedy}`), who: consumer })
    const said = panel.getByRole('definition').filter({ hasText: due }).filter({ hasText: clause })
    await said.waitFor()
  }
  await panel.getByRole('button', { name: t('entitlement:panel.more') }).click()
  const right = page
    .locator('section')
    .filter({ hasText: t('entitlement:rule.CN-AUTO43-24-4-COUNT') })
    .last()
  expect(await right.textContent()).toContain('退款：200000.00 CNY − 9000.00 CNY = 191000.00 CNY')
  await look(seat, 'request at five')
})

test('a trap of a contract: what only repeats the warranty nobody sells; what a named person lets pass stays to be seen', async () => {
  const { machineId, admin } = ground
  const sellable = { covers: ['part', 'labour'], termMonths: 12, priceCode: 'LAB', billing: 'once' }
  const full = { code: 'FULL-1', name: { en: 'Full cover' }, kind: 'full', startsFrom: 'signing' }
  const later = { code: 'EXT-1', name: { en: 'Third year' }, kind: 'extension', startsFrom: 'warranty_end' }
  for (const one of [full, later]) await admin('POST', '/service-products', { ...sellable, ...one })
  await admin('PUT', `/assets/${machineId}/verification`, { result: 'verified', hasLabel: true })

  const desk = await atConsole(ground, browser, ground.desks.en, 'en')
  const { t } = desk
  const draftOf = async (name: string) => {
    await desk.go(`/contracts/new?customerId=${ground.chinese}&assetId=${machineId}`)
    await desk.page.getByRole('combobox', { name: t('contracts:field.productId') }).click()
    await desk.page.getByTitle(name).first().click()
  }
  await draftOf('Full cover')
  const refused = desk.page.getByRole('alert').filter({ hasText: t('contracts:gate.refused') })
  await refused.getByText(t('contracts:check.repeats_free_cover')).waitFor()
  await refused.getByText(/already pays all of it: Parts, Labour/).waitFor()
  const rule = t('contracts:freeBy', { rule: t('entitlement:warranty.part') })
  await refused.getByText(rule).waitFor()
  await look(desk, 'sale refused')
  await desk.button(t('contracts:do.saveDraft')).click()
  await desk.heading(t('contracts:card.findings')).waitFor()
  const manager = await atConsole(ground, browser, ground.manager, 'en')
  await manager.go(new URL(desk.page.url()).pathname.replace('/console', ''))
  await manager.page.getByRole('alert').getByText(rule).waitFor()
  expect(await manager.page.getByRole('button', { name: t('contracts:do.override') }).count()).toBe(0)
  expect(await manager.button(t('contracts:do.activate')).isEnabled()).toBe(false)

  await admin('PUT', `/assets/${machineId}/verification`, { result: 'failed', hasLabel: true, note: 'Ground off' })
  await draftOf('Third year')
  await desk.page.getByRole('alert').getByText(t('contracts:check.unit_not_verified')).waitFor()
  await desk.button(t('contracts:do.saveDraft')).click()
  await desk.heading(t('contracts:card.findings')).waitFor()
  expect(await desk.page.getByRole('button', { name: t('contracts:do.override') }).count()).toBe(0)
  await manager.go(new URL(desk.page.url()).pathname.replace('/console', ''))
  await manager.button(t('contracts:do.override')).click()
  const dialog = manager.page.getByRole('dialog')
  await dialog.getByLabel(t('contracts:field.reason')).fill('Seen on site by the regional manager')
  const [answer] = await Promise.all([
    manager.page.waitForResponse((one) => one.url().endsWith('/override')),
    dialog.getByRole('button', { name: t('contracts:do.override') }).click(),
  ])
  expect(answer.status()).toBe(200)
  const passed = /service manager en let it pass: Seen on site by the regional manager/
  await manager.page.getByRole('alert').getByText(passed).waitFor()
  await manager.button(t('contracts:do.activate')).click()
  await manager.page
    .getByText(/^CO-\d{4}-\d{6}$/)
    .first()
    .waitFor()
  await manager.page.getByRole('alert').getByText(passed).waitFor()
  await look(manager, 'contract with a reason')
})

test('a German washing machine sold from 2026-07-31: one repair owed by law is one year more, once', async () => {
  const sold = { new: daysAgo(60), old: '2026-07-30' }
  const washers = {
    new: await soldTo(ground, 'washer', 'PU8-NEW-1', sold.new),
    old: await soldTo(ground, 'washer', 'PU8-OLD-1', sold.old),
  }
  for (const id of [washers.new, washers.new, washers.old]) await repaired(ground, id, { cause: 'quality' })
  const desk = await atConsole(ground, browser, ground.desks.en, 'en')
  const { t } = desk
  const panel = desk.card(t('entitlement:cover.title'))
  const after = (from: string, months: number) => dateOf(addMonths(dayOf(from), months))
  const extended = t('entitlement:step.extend.once', {
    ...{ months: 12, end: after(sold.new, 36), by: t('entitlement:by.DE-475E') },
  })
  await desk.go(`/products/${washers.new}`)
  await panel.getByText(extended).first().waitFor()
  await panel
    .getByText(calendarDay('en', after(sold.new, 36)))
    .first()
    .waitFor()
  await look(desk, 'washing machine')
  const label = await openScreen({ browser, language: 'en', ground }, 'phone')
  await label.page.goto(labelOf(ground, washers.new))
  await label.seen(t('portal:product.covered', { day: calendarDay('en', after(sold.new, 36)) }))
  await label.page.getByText(t('portal:why.because', { why: t('entitlement:rule.DE-438') })).click()
  await label.seen(extended)
  await look(label, 'portal washing machine')
  await desk.go(`/products/${washers.old}`)
  await panel
    .getByText(calendarDay('en', after(sold.old, 24)))
    .first()
    .waitFor()
  expect(await panel.textContent()).not.toContain('12 months, once')
})

test('a phone on day 7, 8, 15 and 16; the portal says the same as the desk', async () => {
  const desk = await atConsole(ground, browser, ground.desks['zh-TW'], 'zh-TW')
  const { t, page } = desk
  // Neither the seventh nor the fifteenth day is one of rest: those would move.
  const sold = dayIn(ZONE, mondayBefore(30))
  const phoneId = await soldTo(ground, 'phone', 'HS0001', sold)
  const onDay = (n: number) => new Date(Date.parse(`${sold}T12:00:00+08:00`) + n * 86_400_000).toISOString()
  const dueOn: [number, string[]][] = [
    [7, ['refund', 'replace', 'repair']],
    [8, ['replace', 'repair']],
    [15, ['replace', 'repair']],
    [16, ['repair']],
  ]
  const panel = desk.card(t('requests:page.cover'))
  const due = panel
    .getByRole('term')
    .filter({ hasText: t('entitlement:panel.remedies') })
    .locator('..')
    .getByRole('definition')
  for (const [day, remedies] of dueOn) {
    const request = await asked(ground, phoneId, { openedAt: onDay(day), language: 'zh-TW', component: 'display' })
    await desk.go(`/requests/${request.id}`)
    const isPerformance = panel.getByLabel(t('entitlement:missing.fault.performance'))
    if (day < 16) {
      await panel.getByText(t('entitlement:panel.askRemedies')).click()
      await isPerformance.click()
      await page.getByTitle(t('entitlement:panel.yes'), { exact: true }).last().click()
      await panel.getByRole('button', { name: t('entitlement:panel.answer') }).click()
    }
    const expected = remedies.map((one) => t(`entitlement:remedy.${one}`))
    await expect
      .poll(async () => (await due.allTextContents()).map((text) => text.split(' · ')[0]).sort(), { timeout: 10_000 })
      .toEqual(expected.sort())
    if (day === 8) await picture(desk, 'phone on day 8')
  }
  await desk.go(`/products/${phoneId}`)
  // Nobody has said which part failed: a battery has half a year, the phone itself a year.
  const open = t('entitlement:missing.fault.component')
  await desk
    .card(t('entitlement:cover.title'))
    .getByText(t('entitlement:panel.undetermined', { facts: open }))
    .waitFor()
  const label = await openScreen({ browser, language: 'zh-TW', ground }, 'phone')
  await label.page.goto(labelOf(ground, phoneId))
  await label.seen(t('portal:product.genuine'))
  await label.seen(t('portal:why.open', { facts: open }))
  await look(label, 'portal phone')
})

test('on the phone without a network: decided on the packs it has, to the byte as the server does', async () => {
  const carId = await soldTo(ground, 'car', 'LSVAA4187E2000042', daysAgo(100))
  await ground.admin('POST', `/assets/${carId}/meter-readings`, { kind: 'km', value: 7000 })
  const request = await asked(ground, carId, { symptomCode: 'STALL' })
  const visitId = await bookedFor(ground, request.id)
  const phone = await atPhone(ground, browser, visitId)
  const { page, t } = phone
  for (const next of ['Set out', 'I have arrived', 'On to the price']) await phone.button(next).click()
  await page.locator('summary').first().click()
  await page.context().setOffline(true)
  await phone.seen(t('field:offline'))
  await phone.seen(/Decided with cn-household-car@\S+, cn-consumer@\S+, as of/)
  await page.getByLabel(t('entitlement:missing.fault.safety')).selectOption('yes')
  await phone.button(t('field:cover.tell')).click()
  await phone.seen(t('field:cover.told'))
  const here = await keptCover(phone, ground.technicianId, visitId)
  expect(here.facts.fault).toMatchObject({ symptomCode: 'STALL', safety: true })
  expect(here.lines).toContainEqual(expect.objectContaining({ kind: 'travel', payer: 'statute' }))
  const there = await ground.admin('POST', '/entitlement/decisions', {
    ...{ assetId: carId, requestId: request.id, lines: here.facts.lines, fault: { safety: true } },
  })
  expect(here.packs.map((one) => `${one.id}@${one.version}`)).toEqual(there.summary.packs)
  expect(canonicalJson(here)).toBe(canonicalJson(there.decision))
  await look(phone, 'offline decision')
  await page.context().setOffline(false)
  const told = async () => (await ground.admin('GET', `/visits/${visitId}`)).cover
  await expect.poll(async () => canonicalJson(await told()), { timeout: 15_000 }).toBe(canonicalJson(here))
})

test('a change of the law: written, tried on what was decided, approved by somebody else, and named by the next decision', async () => {
  // A term that ends on a day of rest ends on the next working day: sold so that two years later is none.
  const ends = (days: number) => dateOf(addMonths(dayOf(daysAgo(days)), 24))
  const sold = [40, 41, 42].find((days) => ![0, 6].includes(new Date(`${ends(days)}T00:00:00Z`).getUTCDay()))!
  const phoneId = await soldTo(ground, 'phone', 'HS0002', daysAgo(sold))
  await ground.admin('POST', '/entitlement/decisions', { assetId: phoneId, fault: { component: 'display' } })
  const author = await atConsole(ground, browser, ground.assessor, 'en')
  const { t, page } = author
  await author.go('/rule-packs/cn-mobile-phone')
  await author.button(t('packs:do.newVersion')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('packs:new.reason')).fill('Two years from the amendment')
  await dialog.getByRole('button', { name: t('packs:new.begin') }).click()
  const title = t('entitlement:rule.CN-MOB01-REPAIR')
  await page
    .getByRole('navigation', { name: t('packs:ruleIds') })
    .getByRole('button', { name: title })
    .click()
  await author.field(t('packs:termField.months')).fill('24')
  await aRuleOfOurOwn(author)
  await writingOnWhileItSaves(author)
  await page.getByRole('tab', { name: t('packs:tab.check') }).click()
  await author.button(t('packs:do.check')).click()
  await author.heading(t('packs:check.listTitle')).waitFor()
  const changed = page
    .locator('span')
    .filter({ hasText: t('packs:check.changed') })
    .locator('strong')
    .last()
  expect(Number(await changed.textContent())).toBeGreaterThan(0)
  await page.getByRole('row').filter({ hasText: 'HS0002' }).first().waitFor()
  expect(await author.button(t('packs:do.approve')).isEnabled()).toBe(false)
  await look(author, 'rule pack checked')

  const id = new URL(page.url()).pathname.split('/').at(-1)!
  const { packVersion, version, content } = await ground.admin('GET', `/entitlement/pack-versions/${id}`)
  expect(content.rules.at(-1)).toMatchObject(asItWasTyped)
  const own = await signIn(product.url, ground.assessor.email, ground.assessor.password)
  const approvalOf = `/entitlement/pack-versions/${id}/approval`
  const ownHand = own('PUT', approvalOf, { inForceFrom: dayIn(ZONE) }, { 'if-match': `"${version}"` })
  await expect(ownHand).rejects.toThrow(/403 .*entitlement\.pack_own_hand/)
  const second = await atConsole(ground, browser, ground.manager, 'en')
  await second.go(`/rule-pack-versions/${id}`)
  await second.button(t('packs:do.approve')).click()
  const approval = second.page.getByRole('dialog')
  await approval.getByLabel(t('packs:field.inForceFrom')).fill(dayIn(ZONE))
  // Takes the day; the form is sent by its button.
  await second.page.keyboard.press('Enter')
  await approval.getByRole('button', { name: t('packs:do.approve') }).click()
  await second.seen(t('packs:done.approved'))
  await second.seen(t('packs:state.in_force'))

  const desk = await atConsole(ground, browser, ground.desks.en, 'en')
  await desk.go(`/products/${phoneId}`)
  const panel = desk.card(t('entitlement:cover.title'))
  const until = calendarDay('en', ends(sold))
  await panel.getByText(until).first().waitFor()
  await panel.getByRole('button', { name: t('entitlement:panel.more') }).click()
  await panel.getByText(`cn-mobile-phone@${packVersion}`).first().waitFor()
})

test('a warranty voided with evidence: the mail leads the owner to an objection, another person lifts it, the bar is back', async () => {
  const [email, serial] = ['mei.lin@example.com', 'MGVOID1']
  const customerId = await reachable(ground, email)
  const unit = await soldTo(ground, 'machine', serial, daysAgo(200), { customerId, buyerKind: 'business' })
  const assessor = await atConsole(ground, browser, ground.assessor, 'en')
  const { t } = assessor
  const maker = t('entitlement:layer.warranty')
  await assessor.go(`/products/${unit}`)
  const bar = assessor.card(t('entitlement:cover.title')).getByRole('listitem').filter({ hasText: maker }).first()
  const before = await bar.textContent()
  await voidedAtDesk(assessor, 'Water in the board')
  await expect.poll(() => bar.textContent(), { timeout: 10_000 }).not.toBe(before)

  const phone = await openScreen({ browser, language: 'en', ground }, 'phone')
  await phone.page.goto(await linkTo(product, email, /sign-in\?to=/))
  await enterByCode(phone, product, email)
  await phone.button(t('portal:why.object')).click()
  await phone.field(t('portal:why.objection')).fill('It stood dry, see the photo of the room')
  const room = { name: 'room.png', mimeType: 'image/png', buffer: await phone.page.screenshot() }
  await phone.page.locator('input[type=file]').setInputFiles(room)
  await look(phone, 'portal objection')
  await phone.button(t('portal:why.send')).click()
  await phone.seen(t('portal:why.objected'))

  const second = await atConsole(ground, browser, ground.manager, 'en')
  await openList(second, second, t('voidings:title'))
  await picture(second, 'objection list')
  await second.link(serial).click()
  await second.seen('It stood dry, see the photo of the room')
  // The photo of who voided it and that of who objects.
  await expect.poll(() => second.page.getByRole('link', { name: t('voidings:page.file', { n: 1 }) }).count()).toBe(2)
  await second.button(t('voidings:do.decide')).click()
  const dialog = second.page.getByRole('dialog')
  await dialog.getByLabel(t('voidings:field.outcome')).click()
  await second.page.getByTitle(t('voidings:outcome.lifted')).click()
  await dialog.getByLabel(t('voidings:field.reason')).fill('The board came wet from the maker')
  await dialog.getByRole('button', { name: t('voidings:do.decide') }).click()
  await second.seen(t('voidings:done.decided'))
  await look(second, 'objection answered')
  await expect.poll(() => bar.textContent(), { timeout: 10_000 }).toBe(before)

  // Signed in already: the link of the answer asks for nothing more.
  await phone.page.goto(await linkTo(product, email, /came wet from the maker/))
  await phone.seen(like(t('portal:product.partly', { day: ANY })))
  await phone.page.getByText(t('portal:why.objected')).waitFor({ state: 'detached' })
})

test('the links of other mails lead who is signed out through the code to the right page', async () => {
  const email = 'lin.wei@example.com'
  const customerId = await reachable(ground, email)
  const unit = await soldTo(ground, 'machine', 'MGLINK1', daysAgo(200), { customerId, buyerKind: 'business' })
  const request = await asked(ground, unit, { words: 'The drum squeaks' })
  await ground.admin('POST', `/requests/${request.id}/notes`, { kind: 'reply', text: 'Which day suits you?' })
  const contract = await contractFor(ground, customerId, unit)
  const link = await linkTo(product, email, /Which day suits you/)
  const opened = [
    [link, 'The drum squeaks'],
    [link.replace(`/requests/${request.id}`, `/contracts/${contract.id}`), contract.number],
    // As mails wrote them once: without the company.
    [`${product.url}/portal/contracts/${contract.id}`, contract.number],
  ] as const
  // One device each, so that nobody is signed in and no company is remembered.
  for (const [address, heading] of opened) {
    const phone = await openScreen({ browser, language: 'en', ground }, 'phone')
    await phone.page.goto(address)
    await enterByCode(phone, product, email)
    await phone.heading(heading).waitFor()
  }
})

test('nothing serious for those who cannot see or see little', () => {
  expect(serious).toEqual([])
})
