import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { JobOnPhone } from './a-job.ts'
import type { DayPhone } from './day-on-phone.ts'

export interface AtHand {
  assetId: string
  campaignId: string
  articleId: string
}

/** A safety recall of the very product of the job, and an article written in Simplified Chinese alone. */
export async function recallAtHand({ admin, requestId, serial }: JobOnPhone): Promise<AtHand> {
  const { asset } = await admin('GET', `/requests/${requestId}`)
  const { model } = await admin('GET', `/assets/${asset.id}`)
  const once = () => ({ 'idempotency-key': randomUUID() })
  const recall = {
    ...{ kind: 'recall', isSafety: true, stopUse: true, startsOn: '2026-01-01', components: ['run_capacitor'] },
    title: { en: 'Capacitor may catch fire' },
    remedy: { en: 'Replace the capacitor' },
    parts: [{ number: 'CAP-35', quantity: 1 }],
    scopes: [{ modelId: model.id, serialFrom: serial, serialTo: serial }],
  }
  const campaign = await admin('POST', '/campaigns', recall, once())
  await admin('PUT', `/campaigns/${campaign.id}/announcement`, {}, { 'if-match': `"${campaign.version}"` })
  const written = {
    ...{ kind: 'repair', modelIds: [model.id], title: { 'zh-CN': '更换启动电容' } },
    steps: [{ text: { 'zh-CN': '先放电，再拆下电容' }, caution: { 'zh-CN': '电容带电' } }],
  }
  const article = await admin('POST', '/articles', written, once())
  await admin('PUT', `/articles/${article.id}/publication`, {}, { 'if-match': `"${article.version}"` })
  return { assetId: asset.id, campaignId: campaign.id, articleId: article.id }
}

/** Before the work: what the maker wants done, whether its part lies in the van; closed again without a word. */
export async function readsRecall({ page, press, seen }: DayPhone): Promise<void> {
  await press('Read and answer')
  await seen('“Please do not use the product until this has been done.”')
  await seen('2 in the van')
  await page().locator('dialog[open] header button').click()
}

/** Found by the other script than it is written in, read, and judged once. */
export async function readsArticle({ page, press, seen, heading, field }: DayPhone): Promise<void> {
  await page().getByText('How to: 1 for this product').waitFor()
  await press('Menu')
  await page().getByRole('link', { name: 'How-to articles' }).click()
  await field('Find by fault').fill('啟動電容')
  await page().getByRole('link', { name: '更换启动电容' }).click()
  await seen('Written only in: 简体中文')
  await seen('电容带电')
  await press('It helped')
  await field('What would make it better').fill('A picture of the terminals')
  await press('Tell the author')
  await seen('You said that it helped.')
  await page().getByRole('link', { name: 'Back' }).click()
  await page().getByRole('link', { name: 'Back' }).click()
  await page().getByRole('link', { name: 'Go on' }).click()
  await heading('Checklist')
}

/** Nobody hands the phone over to sign, or ends the visit, before the recall has its answer. */
export async function answersRecall({ page, press, seen }: DayPhone): Promise<void> {
  await press('Recall to answer: Capacitor may catch fire')
  const sheet = page().locator('dialog[open]')
  await sheet.getByText('Not done').click()
  expect(await sheet.getByRole('button', { name: 'Keep the answer' }).isDisabled()).toBe(true)
  await sheet.getByText('Done', { exact: true }).click()
  await sheet.getByRole('button', { name: 'Keep the answer' }).click()
  await seen('Capacitor may catch fire · Done')
  expect(await page().getByText('Recall to answer').count()).toBe(0)
}

/** With the network back: the product is settled in the campaign by this visit, and the author reads what was said, once. */
export async function recallArrived({ admin }: JobOnPhone, at: AtHand, visitId: string): Promise<void> {
  const units = await admin('GET', `/campaign-units?filter[campaignId]=${at.campaignId}`)
  expect(units.items).toMatchObject([{ assetId: at.assetId, unitState: 'remedied', visitId }])
  const { items } = await admin('GET', '/article-feedback')
  expect(items).toMatchObject([{ helped: true, note: 'A picture of the terminals' }])
}
