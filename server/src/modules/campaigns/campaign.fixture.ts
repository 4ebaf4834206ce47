import type { Client, World } from '../../../test/harness.ts'

/** What a safety recall says; of the products named by `more.scopes`. */
export const recallBody = (more: object = {}) => ({
  ...{ kind: 'recall', isSafety: true, startsOn: '2026-01-01', components: ['fan'], minutes: 40 },
  title: { en: 'Fan may burn', 'zh-CN': '风机可能起火', 'zh-TW': '風扇可能起火' },
  ...{ hazard: { en: 'Fire' }, remedy: { en: 'Change the fan' }, advice: { en: 'Switch it off' } },
  ...more,
})

export const version = (n: number) => ({ 'if-match': `"${n}"` })

/** A recall announced by the quality engineer for one product, by its serial. */
export async function openRecallOn(world: World, assetId: string, more: object = {}): Promise<string> {
  const quality = await world.tenant.as('quality_engineer')
  const { serial, model } = (await quality.get(`/assets/${assetId}`)).body
  const scopes = [{ modelId: model.id, serialFrom: serial, serialTo: serial }]
  return announced(quality, { scopes, ...more })
}

export async function announced(quality: Client, more: object): Promise<string> {
  const draft = await quality.post('/campaigns', recallBody(more))
  const done = await quality.put(`/campaigns/${draft.body.id}/announcement`, {}, version(draft.body.version))
  if (done.status !== 200) throw new Error(JSON.stringify([draft.body, done.body]))
  return draft.body.id
}
