import type { Answer, Client, World } from '../../../test/harness.ts'
import { makeCatalogue } from '../assets/catalogue.fixture.ts'

export const ifMatch = (body: { version: number }) => ({ 'if-match': `"${body.version}"` })
export function ok(answer: Answer) {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Two who write, one who reads, a car and an air conditioner with their symptoms. */
export async function makeShelf(world: World) {
  const catalogue = await makeCatalogue(world)
  const { manager } = catalogue
  const model = async (id: string) => ok(await manager.get(`/models/${id}`))
  const [car, cooler] = [await model(catalogue.car), await model(catalogue.cooler)]
  for (const [kind, code] of [
    ['symptom', 'A-DRIP'],
    ['symptom', 'A-NOCOOL'],
    ['cause', 'LEAK'],
  ])
    ok(await manager.post('/failure-codes', { kind, code, name: { en: `${code} fault`, 'zh-CN': '室内漏水' } }))
  const engineer = await world.tenant.as('quality_engineer')
  const reader = await world.tenant.as('technician')
  const write = async (more: object = {}, who: Client = engineer) =>
    ok(await who.post('/articles', { ...ARTICLE, ...more }))
  const publish = async (article: { id: string; version: number }, who: Client = manager, note?: string) =>
    who.put(`/articles/${article.id}/publication`, note ? { note } : {}, ifMatch(article))
  return { manager, engineer, reader, car, cooler, write, publish }
}
export type Shelf = Awaited<ReturnType<typeof makeShelf>>

export const ARTICLE = {
  kind: 'repair',
  title: { en: 'Clear the drain', 'zh-CN': '疏通排水管', 'zh-TW': '疏通排水管' },
  steps: [
    { text: { en: 'Take the tray off' }, caution: { en: 'Power off first' } },
    { text: { en: 'Rinse the hose' } },
  ],
}
