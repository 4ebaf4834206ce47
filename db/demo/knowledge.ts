import type { Actor } from '../../server/src/kit/actor.ts'
import type { Database, Tx } from '../../server/src/kit/db.ts'
import { newId } from '../../server/src/kit/ids.ts'
import { addArticle, changeArticle } from '../../server/src/modules/knowledge/articles.ts'
import { giveFeedback } from '../../server/src/modules/knowledge/feedback.ts'
import { publish } from '../../server/src/modules/knowledge/publication.ts'
import { newArticle } from '../../server/src/modules/knowledge/shapes.ts'
import type { DemoArticle } from './article-texts.ts'
import { ARTICLES, SAID } from './articles.ts'
import { actorOf } from './packs.ts'

const DAY = 864e5
type Person = { id: string; name: string; email: string }
type Ids = ReadonlyMap<string, string>

/** Articles of every family, one controlled that a second person published, one in its second version, and what technicians said. */
export async function writeKnowledge(tx: Tx, db: Database, people: readonly Person[], tenantId: string, now: Date) {
  const engineer = actorOf(people, 'quality@', tenantId, 'quality_engineer')
  const manager = actorOf(people, 'manager@', tenantId, 'service_manager')
  const ids = { families: await idsOf(tx, 'family'), models: await idsOf(tx, 'model') }
  const bySymptom = new Map<string, string>()
  for (const [i, one] of ARTICLES.entries()) {
    const at = new Date(now.getTime() - (ARTICLES.length - i) * 20 * DAY)
    const id = await addArticle(tx, db, engineer, contentOf(one, ids), at)
    if (!one.isDraft) await publish(tx, manager, id, null, 1, at)
    // Of two about one symptom the first: what to look at before anything is taken apart.
    for (const symptom of one.symptoms ?? []) if (!bySymptom.has(symptom)) bySymptom.set(symptom, id)
  }
  await improve(tx, engineer, bySymptom.get('A-DRIP')!, new Date(now.getTime() - 6 * DAY))
  const technician = actorOf(people, 'tech@', tenantId, 'technician')
  for (const [i, [symptom, helped, note]] of SAID.entries()) {
    const said = new Date(now.getTime() - (SAID.length - i) * 3.4 * DAY)
    const body = { version: 1, visitId: null, helped, note, at: said.toISOString() }
    await giveFeedback(tx, technician, { id: bySymptom.get(symptom)!, feedbackId: newId() }, body, said)
  }
}

/** One more step, published as the second version. */
async function improve(tx: Tx, engineer: Actor, id: string, at: Date): Promise<void> {
  const { steps } = contentOf(ARTICLES.find((one) => one.symptoms?.includes('A-DRIP'))!)
  const more = {
    text: {
      en: 'Second time at this site: fit the hose with a trap, part AC-HOS-04.',
      'zh-CN': '同一地点第二次报修：加装带存水弯的软管，备件 AC-HOS-04。',
      'zh-TW': '同一地點第二次報修：加裝帶存水彎的軟管，備品 AC-HOS-04。',
    },
    ...{ caution: null, fileId: null },
  }
  await changeArticle(tx, engineer, id, { steps: [...steps, more] }, 2, at)
  await publish(tx, engineer, id, '补充重复报修的处理', 3, at)
}

function contentOf({ families = [], models = [], ...one }: DemoArticle, ids?: { families: Ids; models: Ids }) {
  return newArticle.parse({
    ...{ kind: one.kind, isControlled: one.isControlled ?? false, title: one.title, summary: one.summary ?? null },
    ...{ symptomCodes: one.symptoms, causeCodes: one.causes, components: one.components, steps: one.steps },
    familyIds: ids ? families.map((code) => ids.families.get(code)) : [],
    modelIds: ids ? models.map((code) => ids.models.get(code)) : [],
  })
}

async function idsOf(tx: Tx, kind: 'family' | 'model'): Promise<Ids> {
  const rows = await tx
    .selectFrom(`assets.${kind}` as const)
    .select(['id', 'code'])
    .execute()
  return new Map(rows.map((row) => [row.code, row.id]))
}
