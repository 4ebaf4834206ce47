import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  billOf,
  breakdownAtDesk,
  breakdownOnPortal,
  enter,
  pick,
  requestOf,
  sellable,
} from './support/contract-steps.ts'
import { type CoverGround, coverGround, labelOf, repaired } from './support/cover-ground.ts'
import { atConsole, look, type Seat, serious } from './support/cover-screen.ts'
import { mailTo } from './support/loop-ground.ts'
import { openScreen, wordsIn } from './support/loop-screen.ts'
import { openBrowser, type Product, startProduct } from './support/product.ts'
import { announceRecall } from './support/recall-steps.ts'

// What a service company lives on: a contract that may be sold, its maintenance, and work beyond it, offered and billed;
// and what its maker asks it to put right.
let product: Product
let browser: Browser
let ground: CoverGround
const t = wordsIn('zh-CN')
const EMAIL = 'li@example.com'

beforeAll(async () => {
  product = await startProduct()
  ground = await coverGround(product)
  await sellable(ground)
  browser = await openBrowser()
})
afterEach(() => Promise.all((browser?.contexts() ?? []).map((context) => context.close())))
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const atDesk = () => atConsole(ground, browser, ground.desks['zh-CN'], 'zh-CN')

test('a contract: the trap is refused, the other is sold, signed, and stands on the portal', async () => {
  const desk = await atDesk()
  await desk.go(`/contracts/new?customerId=${ground.chinese}&assetId=${ground.machineId}`)
  await pick(desk, t('contracts:field.productId'), '全包一年')
  const refused = desk.page.getByRole('alert').filter({ hasText: t('contracts:gate.refused') })
  await refused.getByText(t('contracts:check.repeats_free_cover')).waitFor()
  await look(desk, 'contract refused')
  await pick(desk, t('contracts:field.productId'), '第三年延保')
  await desk.seen(t('contracts:allClear'))
  await desk.button(t('contracts:do.saveDraft')).click()
  await desk.button(t('contracts:do.activate')).click()
  const number = await desk.page
    .getByText(/^CO-\d{4}-\d{6}$/)
    .first()
    .textContent()
  await desk.seen(t('contracts:status.active'))
  await look(desk, 'contract signed')

  const id = new URL(desk.page.url()).pathname.split('/').at(-1)!
  const phone = await openScreen({ browser, language: 'zh-CN', ground }, 'phone')
  await phone.page.goto(`${product.url}/portal/${ground.company}/contracts/${id}`)
  await enter(phone, product, EMAIL)
  await phone.heading(number!).waitFor()
  await phone.seen('第三年延保')
  await phone.seen(t('portal:contract.pays', { what: '备件、工时' }))
  await phone.seen(/KFR35A2026000123/)
  await look(phone, 'contract on the portal')
})

test('a maintenance plan: opened at the product, a date moved in the month by its menu', async () => {
  const desk = await atDesk()
  const { page } = desk
  await desk.go(`/products/${ground.machineId}`)
  await desk
    .card(t('contracts:card.plans'))
    .getByRole('button', { name: t('contracts:do.openPlan') })
    .click()
  await pick(desk, t('contracts:field.planTemplateId'), /每月保养/)
  await look(desk, 'plan opened')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('contracts:do.openPlan') })
    .click()
  await desk.seen(t('contracts:done.planned'))
  await desk.go('/maintenance/calendar')
  await desk.button(t('contracts:calendar.after')).click()
  const chip = page.getByTitle(/每月保养/).first()
  await chip.waitFor()
  const [date] = (await ground.admin('GET', `/maintenance-dates?filter[assetId]=${ground.machineId}`)).items
  const n = Number(date.plannedOn.slice(8))
  const on = `${date.plannedOn.slice(0, 8)}${String(n > 15 ? n - 1 : n + 1).padStart(2, '0')}`
  const dayOf = (day: string) => page.getByRole('listitem').filter({ has: page.locator(`time[datetime="${day}"]`) })
  await dayOf(date.plannedOn)
    .getByTitle(/每月保养/)
    .waitFor()
  await chip.getByRole('button', { name: t('common:do.more') }).click()
  await page.getByRole('menuitem', { name: t('contracts:do.move') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('contracts:field.day')).fill(on)
  await dialog.getByLabel(t('contracts:field.day')).press('Enter')
  await dialog.getByLabel(t('contracts:field.reason')).fill('客户当天停产')
  await dialog.getByRole('button', { name: t('contracts:do.move') }).click()
  await dayOf(on)
    .getByTitle(/每月保养/)
    .waitFor()
  expect(
    await dayOf(date.plannedOn)
      .getByTitle(/每月保养/)
      .count(),
  ).toBe(0)
  await look(desk, 'month of maintenance')
})

test('an offer with one other price: the same on the portal as at the desk, accepted, billed, paid', async () => {
  const desk = await atDesk()
  const { page } = desk
  await desk.go(`/quotations/new?requestId=${await requestOf(ground)}`)
  await pick(desk, t('billing:field.lines'), /TRV/)
  await desk.field(t('billing:field.price')).fill('60')
  await pick(desk, t('billing:field.reason'), t('billing:priceReason.promotion'))
  await desk.button(t('billing:do.addLine')).click()
  await pick(desk, t('billing:field.lines'), /LAB/, 1)
  await look(desk, 'quotation written')
  await desk.button(t('common:do.create')).click()
  await desk.button(t('billing:do.send')).click()
  await desk.seen(t('billing:status.sent'))
  const atTheDesk = await breakdownAtDesk(desk)
  expect(atTheDesk).toEqual({
    lines: [
      ['上门费', '¥60.00'],
      ['工时', '¥120.00'],
    ],
    payable: '¥60.00',
  })
  await look(desk, 'quotation sent')

  const offer = /https?:\S+\/offers\/[\w.~-]+/.exec(await mailTo(product, EMAIL, /\/offers\//))![0]
  const phone = await openScreen({ browser, language: 'zh-CN', ground }, 'phone')
  await phone.page.goto(offer)
  await phone.button(t('portal:quotation.accept')).waitFor()
  expect(await breakdownOnPortal(phone)).toEqual(atTheDesk)
  await look(phone, 'quotation on the portal')
  await phone.button(t('portal:quotation.accept')).click()
  await phone.seen(t('portal:quotation.status.accepted'))

  await desk.button(t('billing:do.invoice')).click()
  await desk.button(t('billing:do.issue')).click()
  await desk.button(t('billing:do.pay')).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('billing:do.pay') })
    .click()
  await desk.seen(t('billing:status.paid'))
  expect(await breakdownAtDesk(desk)).toEqual(atTheDesk)
  await look(desk, 'invoice paid')
})

test('the other price is in the report; what is credited is kept and pays another invoice', async () => {
  const manager: Seat = await atConsole(ground, browser, ground.manager, 'en')
  const { page } = manager
  const say = wordsIn('en')
  const { paid, open } = await billOf(ground)
  await manager.go('/price-deviations')
  const row = page.getByRole('row').filter({ hasText: paid.number })
  await row.getByText(say('billing:priceReason.promotion')).waitFor()
  await row.getByText('-CN¥20.00').waitFor()
  await look(manager, 'price deviations')

  await manager.go(`/invoices/${paid.id}`)
  await manager.button(say('billing:do.credit')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('common:amount')).fill('20')
  await dialog.getByRole('button', { name: say('billing:do.credit') }).click()
  await manager.button(say('billing:do.move')).click()
  await pick(manager, say('billing:field.toInvoice'), new RegExp(open.number))
  await look(manager, 'credit moved')
  await dialog.getByRole('button', { name: say('billing:do.move') }).click()
  await manager.seen(say('billing:said.moved'))
  await manager.link(open.number).click()
  await manager.seen(say('billing:status.part_paid'))
  await manager.link(paid.number).waitFor()
  await look(manager, 'invoice paid by credit')
})

test('a recall: announced by the maker, seen at intake and behind the label, and done once the technician says so', async () => {
  const manager = await atConsole(ground, browser, ground.manager, 'en')
  const say = wordsIn('en')
  const { id, number } = await announceRecall(manager, /KFR-35/)
  await manager.seen('0%')

  const desk = await atDesk()
  await desk.go(`/requests/new?assetId=${ground.machineId}`)
  const note = desk.page.getByRole('alert').filter({ hasText: t('campaigns:door.recall_safety', { number }) })
  for (const told of ['电容可能爆裂', t('campaigns:door.stopUse'), '请断开电源']) await note.getByText(told).waitFor()
  await look(desk, 'recall at intake')

  const phone = await openScreen({ browser, language: 'zh-CN', ground }, 'phone')
  await phone.page.goto(labelOf(ground, ground.machineId))
  await phone.heading(t('portal:recall.safety')).waitFor()
  await phone.seen('请断开电源')
  await look(phone, 'recall behind the label')
  await phone.link(t('portal:recall.book')).click()
  await phone.page.getByText(t('portal:recall.words', { number, title: '电容可能爆裂' })).waitFor()

  await repaired(ground, ground.machineId, { recall: id })
  await note.waitFor({ state: 'detached' })
  await manager.seen('100%')
  await manager.seen(say('campaigns:unitState.remedied'))
  await look(manager, 'recall done')
})

test('axe finds nothing serious on any of these screens', () => {
  expect(serious).toEqual([])
})
