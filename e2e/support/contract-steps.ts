import type { CoverGround } from './cover-ground.ts'
import { CODE_LINE, mailTo } from './loop-ground.ts'
import { type Screen, wordsIn } from './loop-screen.ts'
import type { Product } from './product.ts'

const say = wordsIn('zh-CN')
const names = (en: string, cn: string) => ({ en, 'zh-CN': cn })

/** What the company sells: a cover that only repeats the warranty, one that follows it, and a monthly maintenance. */
export async function sellable({ admin, machineId }: CoverGround): Promise<void> {
  const sold = { covers: ['part', 'labour'], termMonths: 12, priceCode: 'LAB', billing: 'once' }
  const full = { code: 'FULL-1', name: names('Full cover', '全包一年'), kind: 'full', startsFrom: 'signing' }
  const later = {
    code: 'EXT-1',
    name: names('Third year', '第三年延保'),
    kind: 'extension',
    startsFrom: 'warranty_end',
  }
  for (const one of [full, later]) await admin('POST', '/service-products', { ...sold, ...one })
  const monthly = { code: 'MONTH', name: names('Monthly care', '每月保养'), dueBy: 'time', everyMonths: 1 }
  await admin('POST', '/maintenance-templates', monthly)
  await admin('PUT', `/assets/${machineId}/verification`, { result: 'verified', hasLabel: true })
}

/** Chooses from a list by its label, as people do: opened, then clicked. */
export async function pick({ page }: Screen, label: string, what: string | RegExp, nth = 0): Promise<void> {
  await page.getByRole('combobox', { name: label }).nth(nth).click()
  const option = page.getByTitle(what).last()
  await option.click()
  await page.locator('.ant-select-dropdown').filter({ visible: true }).waitFor({ state: 'detached' })
}

/** The portal asks who it is: a code by mail instead of a password. */
export async function enter({ button, field }: Screen, product: Product, email: string): Promise<void> {
  await field(say('portal:signIn.address')).fill(email)
  await button(say('portal:signIn.send')).click()
  await field(say('portal:signIn.code')).fill(CODE_LINE.exec(await mailTo(product, email, CODE_LINE))![1]!)
  await button(say('portal:signIn.enter')).click()
}

/** Each line by its name with its full price, and what the customer pays of all. */
export interface Shown {
  lines: [name: string, full: string][]
  payable: string
}

export async function breakdownAtDesk({ page }: Screen): Promise<Shown> {
  const table = page.getByRole('table').filter({ hasText: say('billing:full_price') })
  const rows = await table.getByRole('row').all()
  const cells = await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()))
  const lines = cells.filter((one) => one.length === 5)
  const payable = cells.find((one) => one[0] === say('billing:field.customerPays') && one.length < 5)
  return { lines: lines.map((one) => [one[0]!.split(/\s/)[0]!, one[3]!]), payable: payable!.at(-1)! }
}

export async function breakdownOnPortal({ page }: Screen): Promise<Shown> {
  const items = await page.getByRole('listitem').all()
  const lines = await Promise.all(items.map((one) => one.locator(':scope > span').allInnerTexts()))
  const term = page.getByRole('term').filter({ hasText: say('portal:quotation.youPay') })
  const payable = await term.locator('..').getByRole('definition').textContent()
  return { lines: lines.map((one) => [one[0]!.split(/\s/)[0]!, one[1]!]), payable: payable! }
}

/** The request the ground began with: the machine does not cool. */
export const requestOf = async ({ admin, machineId }: CoverGround): Promise<string> =>
  (await admin('GET', `/requests?filter[assetId]=${machineId}`)).items[0].id

/** The invoice that was paid, and another one of the same customer that is open. */
export async function billOf({ admin, chinese, stationId }: CoverGround) {
  const { items } = await admin('GET', `/invoices?filter[customerId]=${chinese}&filter[status]=paid`)
  const lines = [{ kind: 'travel', code: 'TRV', quantity: '1' }]
  const draft = await admin('POST', '/invoices/free', { customerId: chinese, stationId, lines })
  const open = await admin('PUT', `/invoices/${draft.id}/issue`, {}, { 'if-match': `"${draft.version}"` })
  return { paid: items[0] as { id: string; number: string }, open: open as { id: string; number: string } }
}
