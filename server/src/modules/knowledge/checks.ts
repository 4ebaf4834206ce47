import type { Tx } from '../../kit/db.ts'
import { type FieldError, invalid } from '../../kit/problem.ts'
import type { Content } from './shapes.ts'

const UNKNOWN = 'validation.unknown_reference'

/** What the shape cannot say: what it names must be there; each wrong one is named by its place. */
export async function mustBeGood(tx: Tx, input: Partial<Content>): Promise<void> {
  const { familyIds = [], modelIds = [], symptomCodes = [], causeCodes = [], steps = [] } = input
  const errors = unsaid(input)
  if (familyIds.length > 0 && modelIds.length > 0)
    errors.push({ path: 'modelIds', code: 'knowledge.families_or_models' })
  const unknown = async (path: string, given: readonly string[], known: (ids: string[]) => Promise<string[]>) => {
    if (given.length === 0) return
    const there = new Set(await known([...new Set(given)]))
    for (const [index, one] of given.entries())
      if (!there.has(one)) errors.push({ path: `${path}.${index}`, code: UNKNOWN })
  }
  await unknown('familyIds', familyIds, (ids) => knownIds(tx, 'family', ids))
  await unknown('modelIds', modelIds, (ids) => knownIds(tx, 'model', ids))
  await unknown('symptomCodes', symptomCodes, (codes) => knownCodes(tx, 'symptom', codes))
  await unknown('causeCodes', causeCodes, (codes) => knownCodes(tx, 'cause', codes))
  const pictures = await picturesAmong(tx, steps)
  for (const [index, { fileId }] of steps.entries())
    if (fileId !== null && !pictures.has(fileId)) errors.push({ path: `steps.${index}.fileId`, code: UNKNOWN })
  if (errors.length > 0) throw invalid(...errors)
}

/** A title and a step say something, in one language at least. */
function unsaid({ title, steps = [] }: Partial<Content>): FieldError[] {
  const asked = [
    { path: 'title', text: title },
    ...steps.map(({ text }, index) => ({ path: `steps.${index}.text`, text })),
  ]
  const empty = asked.filter(({ text }) => text !== undefined && Object.keys(text).length === 0)
  return empty.map(({ path }) => ({ path, code: 'validation.required' }))
}

async function knownIds(tx: Tx, kind: 'family' | 'model', ids: string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom(`assets.${kind}` as const)
    .select('id')
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => row.id)
}

async function knownCodes(tx: Tx, kind: 'symptom' | 'cause', codes: string[]): Promise<string[]> {
  const all = tx.selectFrom('assets.failure_code').select('code').where('kind', '=', kind)
  return (await all.where('code', 'in', codes).execute()).map((row) => row.code)
}

async function picturesAmong(tx: Tx, steps: Content['steps']): Promise<Set<string>> {
  const ids = steps.flatMap((step) => step.fileId ?? [])
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('kit.file')
    .select('id')
    .where('id', 'in', ids)
    .where('type', 'in', ['image/jpeg', 'image/png', 'image/webp'])
    .execute()
  return new Set(rows.map((row) => row.id))
}
