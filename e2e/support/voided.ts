import path from 'node:path'
import { keptMails } from '../../server/src/kit/mail/index.ts'
import { type CoverGround, ZONE } from './cover-ground.ts'
import type { Seat } from './cover-screen.ts'
import { CODE_LINE } from './loop-ground.ts'
import { type Screen, wordsIn } from './loop-screen.ts'
import type { Product } from './product.ts'

/** A customer who reads mail. */
export async function reachable({ admin }: CoverGround, email: string): Promise<string> {
  const address = { country: 'CN', city: 'Shanghai', line: 'Nanjing Road 1', timeZone: ZONE, isPrimary: true }
  const who = { kind: 'organisation', name: `Works of ${email}`, email, country: 'CN', language: 'en', timeZone: ZONE }
  return (await admin('POST', '/customers', { ...who, addresses: [address] })).id
}

/** On the page of a product: its cover is voided with a photo of what was found. */
export async function voidedAtDesk({ page, t, button }: Seat, found: string): Promise<void> {
  await button(t('common:do.more')).click()
  await page.getByText(t('assets:page.void')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('assets:field.code')).click()
  await page.getByTitle(t('assets:voidCode.misuse')).click()
  await dialog.getByLabel(t('assets:field.assessment')).fill(found)
  const buffer = await page.screenshot()
  await dialog.locator('input[type=file]').setInputFiles({ name: 'board.png', mimeType: 'image/png', buffer })
  await dialog.getByText('board.png').waitFor()
  await dialog.getByRole('button', { name: t('common:do.confirm') }).click()
  await dialog.waitFor({ state: 'detached' })
}

const mailsTo = async ({ dataDir }: Product, address: string, has: RegExp) =>
  (await keptMails(path.join(dataDir, 'mail'))).filter((one) => one.to.includes(address) && has.test(one.text))

/** Exactly the address that the first mail of this kind carries. */
export async function linkTo(product: Product, address: string, has: RegExp): Promise<string> {
  const [mail] = await until(() => mailsTo(product, address, has), 1)
  return /https?:\S+\/portal\/\S+/.exec(mail!.text)![0]
}

/** At the door of the portal: the newest code that was sent. */
export async function enterByCode({ button, field }: Screen, product: Product, address: string): Promise<void> {
  const t = wordsIn('en')
  const before = (await mailsTo(product, address, CODE_LINE)).map(({ text }) => text)
  await field(t('portal:signIn.address')).fill(address)
  await button(t('portal:signIn.send')).click()
  const mails = await until(() => mailsTo(product, address, CODE_LINE), before.length + 1)
  const code = CODE_LINE.exec(mails.find(({ text }) => !before.includes(text))!.text)![1]!
  await field(t('portal:signIn.code')).fill(code)
  await button(t('portal:signIn.enter')).click()
}

async function until<Item>(ask: () => Promise<Item[]>, count: number): Promise<Item[]> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const items = await ask()
    if (items.length >= count) return items
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error('the mail did not come')
}

/** A signed contract that goes on with what this product's warranty ends with. */
export async function contractFor({ admin }: CoverGround, customerId: string, assetId: string) {
  const sold = { kind: 'extension', covers: ['part'], termMonths: 12, startsFrom: 'warranty_end' }
  const named = { code: 'EXT-2', name: { en: 'Fourth year' }, priceCode: 'LAB', billing: 'once' }
  const product = await admin('POST', '/service-products', { ...named, ...sold })
  await admin('PUT', `/assets/${assetId}/verification`, { result: 'verified', hasLabel: true })
  const lines = [{ productId: product.id, scope: 'asset', scopeId: assetId }]
  const draft = await admin('POST', '/contracts', { customerId, lines })
  await admin('PUT', `/contracts/${draft.id}/activation`, {}, { 'if-match': `"${draft.version}"` })
  return (await admin('GET', `/contracts/${draft.id}`)) as { id: string; number: string }
}
