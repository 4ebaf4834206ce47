import { sql } from 'kysely'
import { can } from '../../kit/actor.ts'
import {
  boolColumn,
  choice,
  defineList,
  idColumn,
  instantColumn,
  namesColumn,
  numberColumn,
  text,
  textsColumn,
} from '../../kit/list/definition.ts'
import { ARTICLE_KINDS, ARTICLE_STATUSES, textsRead } from './shapes.ts'

const read = (column: string) => `case when v.n is null then a.${column} else v.${column} end`
const saying = (helped: string) =>
  `(select count(*)::int from knowledge.feedback f where f.tenant_id = a.tenant_id and f.article_id = a.id and ${helped})`

/** What readers see of each; those who write also find drafts. */
export const articleList = defineList({
  name: 'articles',
  words: 'knowledge',
  path: '/articles',
  needs: 'knowledge.read',
  summary: 'Articles of the knowledge base',
  from: `knowledge.article a left join knowledge.article_version v
    on v.tenant_id = a.tenant_id and v.article_id = a.id and v.n = a.published`,
  id: 'a.id',
  visible: (actor) => (can(actor, 'knowledge.write') ? sql<boolean>`true` : sql<boolean>`a.status <> 'draft'`),
  search: 'article',
  columns: {
    number: text('a.number', { sortable: true }),
    title: namesColumn(read('title'), { shape: textsRead }),
    kind: choice(read('kind'), ARTICLE_KINDS),
    status: choice('a.status', ARTICLE_STATUSES),
    isControlled: boolColumn(read('is_controlled')),
    familyCodes: textsColumn(
      `array(select f.code from assets.family f where f.tenant_id = a.tenant_id and f.id = any(${read('family_ids')}) order by f.code)`,
    ),
    modelCodes: textsColumn(
      `array(select m.code from assets.model m where m.tenant_id = a.tenant_id and m.id = any(${read('model_ids')}) order by m.code)`,
    ),
    symptomCodes: textsColumn(read('symptom_codes')),
    causeCodes: textsColumn(read('cause_codes')),
    components: textsColumn(read('components')),
    edition: numberColumn('v.n', { nullable: true, filter: false }),
    publishedAt: instantColumn('v.published_at', { nullable: true }),
    hasDraft: boolColumn('a.has_draft'),
    helpedYes: numberColumn(saying('f.helped'), { filter: false }),
    helpedNo: numberColumn(saying('not f.helped'), { filter: false }),
    changedAt: instantColumn('a.changed_at', { sortable: true }),
  },
  sort: '-changedAt',
})

/** What was said of articles: all of it for those who write, one's own for everybody. */
export const feedbackList = defineList({
  name: 'article_feedback',
  words: 'knowledge',
  path: '/article-feedback',
  needs: 'knowledge.read',
  summary: 'What readers said of articles',
  from: `knowledge.feedback f join knowledge.article a on a.tenant_id = f.tenant_id and a.id = f.article_id
    left join knowledge.article_version v on v.tenant_id = a.tenant_id and v.article_id = a.id and v.n = a.published`,
  id: 'f.id',
  visible: (actor) =>
    can(actor, 'knowledge.write') ? sql<boolean>`true` : sql<boolean>`f.person_id = ${actor.id}::uuid`,
  columns: {
    at: instantColumn('f.at', { sortable: true }),
    helped: boolColumn('f.helped'),
    note: text('f.note', { nullable: true, filter: false }),
    person: text('f.person_name'),
    edition: numberColumn('f.article_version'),
    number: text('a.number'),
    title: namesColumn(read('title'), { shape: textsRead }),
    articleId: idColumn('f.article_id'),
    visitId: idColumn('f.visit_id', { nullable: true }),
  },
  sort: '-at',
})
