import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, can } from './actor.ts'
import type { Tx } from './db.ts'
import { allLists, type ListDefinition } from './list/definition.ts'
import { searchScope } from './list/page.ts'
import { type AnyRoute, route } from './route.ts'
import { runIn } from './search/find.ts'
import { type Hit, runLadder } from './search/index.ts'
import { id } from './shapes.ts'

/** Hits are sifted by what the actor may see; more are asked for than shown, so that something is left. */
const ASKED = 200

const hit = z
  .object({
    kind: z.string(),
    id,
    title: z.string(),
    subtitle: z.string(),
    isPartial: z.boolean().describe('not everything typed is in it'),
  })
  .meta({ id: 'SearchHit' })
const query = z.object({
  q: z.string().trim().min(1).max(200),
  kinds: z.string().max(200).optional().describe('kinds separated by commas; absent: all'),
  literal: z.stringbool().default(false).describe('take the words as typed'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})

/** Everything the actor may see that matches, best first, over all kinds. */
async function searchAll(tx: Tx, actor: Actor, asked: z.output<typeof query>) {
  const wanted = asked.kinds?.split(',')
  const lists = searchable(actor).filter((list) => !wanted || wanted.includes(list.search!))
  if (lists.length === 0) return { items: [], corrected: null }
  const scope = searchScope(actor, lists)
  const found = await runLadder(runIn(tx), {
    q: asked.q,
    kinds: lists.map((list) => list.search!),
    limit: ASKED,
    literal: asked.literal,
    ...(scope ? { scope } : {}),
  })
  const seen = await visibleHits(tx, actor, lists, found.hits)
  const items = found.hits.filter((one) => seen.has(`${one.kind} ${one.id}`)).slice(0, asked.limit)
  return {
    items: items.map(({ step, ...one }) => ({ ...one, isPartial: step === 'some' })),
    corrected: found.corrected[0] ?? null,
  }
}

/** For each kind the list of its things, if the actor may read it. */
function searchable(actor: Actor): ListDefinition[] {
  const byKind = new Map<string, ListDefinition>()
  for (const list of allLists())
    if (list.search && !list.searchId && !list.searchAmong && !byKind.has(list.search)) byKind.set(list.search, list)
  return [...byKind.values()].filter((list) => can(actor, list.needs))
}

async function visibleHits(tx: Tx, actor: Actor, lists: readonly ListDefinition[], hits: readonly Hit[]) {
  const seen = new Set<string>()
  for (const list of lists) {
    const ids = hits.filter((one) => one.kind === list.search).map((one) => one.id)
    if (ids.length === 0) continue
    const { rows } = await sql<{ id: string }>`
      select ${sql.raw(list.id)} as id from ${sql.raw(list.from)}
      where ${sql.raw(list.id)} = any(${ids}::uuid[]) and ${list.visible(actor)}`.execute(tx)
    for (const row of rows) seen.add(`${list.search} ${row.id}`)
  }
  return seen
}

export const routes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/search',
    needs: 'search.use',
    summary: 'Finds anything: numbers, names, serials, phones, words; also misspelt or in pinyin',
    query,
    returns: z.object({
      items: z.array(hit),
      corrected: z.object({ typed: z.string(), shown: z.string() }).nullable(),
    }),
    handle: ({ tx, actor, query: asked }) => searchAll(tx, actor, asked),
  }),
]
