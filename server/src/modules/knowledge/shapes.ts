import { z } from 'zod'
import { id, instant, line, person } from '../../kit/shapes.ts'

export const ARTICLE_KINDS = ['bulletin', 'repair', 'diagnosis', 'how_to'] as const
export const ARTICLE_STATUSES = ['draft', 'published', 'retired'] as const

/** In the languages it was written in, at least one: nobody translates by machine, and no language leads. */
const written = (longest: number) => {
  const text = z.string().trim().max(longest).optional()
  return z.object({ en: text, 'zh-CN': text, 'zh-TW': text })
}
type Written = z.output<ReturnType<typeof written>>
/** What was cleared in one language is not there in it. */
const said = (all: Written) => Object.fromEntries(Object.entries(all).filter(([, text]) => text)) as Texts
const texts = (longest: number) => written(longest).transform(said)
/** What was cleared in all of them is not there at all. */
const maybe = (longest: number) =>
  written(longest)
    .nullable()
    .transform((all) => (all && Object.values(all).some(Boolean) ? said(all) : null))
export const textsRead = z.object({
  en: z.string().optional(),
  'zh-CN': z.string().optional(),
  'zh-TW': z.string().optional(),
})
export type Texts = z.output<typeof textsRead>

const codes = z.array(z.string().trim().min(1).max(60)).max(50)
const scope = {
  familyIds: z.array(id).max(50).describe('every model of these'),
  symptomCodes: codes,
  causeCodes: codes,
  components: codes,
}
export const stepRead = z.object({
  text: textsRead,
  caution: textsRead.nullable(),
  fileId: id.nullable().describe('its picture, read under /article-pictures'),
})

export const articleContent = z.object({
  kind: z.enum(ARTICLE_KINDS),
  isControlled: z.boolean().describe('safety, recall, legal: published by a second person'),
  ...scope,
  modelIds: z.array(id).max(200).describe('or these models alone; both empty: every product'),
  title: texts(200),
  summary: maybe(2000),
  steps: z
    .array(
      z.object({
        text: texts(4000),
        caution: maybe(1000).default(null),
        fileId: id.nullable().default(null),
      }),
    )
    .max(40),
})
export type Content = z.output<typeof articleContent>
export const newArticle = articleContent.extend({
  isControlled: articleContent.shape.isControlled.default(false),
  familyIds: scope.familyIds.default([]),
  modelIds: articleContent.shape.modelIds.default([]),
  symptomCodes: codes.default([]),
  causeCodes: codes.default([]),
  components: codes.default([]),
  summary: articleContent.shape.summary.default(null),
  steps: articleContent.shape.steps.default([]),
})

const helped = z.object({ yes: z.number(), no: z.number() })
/** A published article as it is read beside the work. */
export const article = z
  .object({
    id,
    number: z.string(),
    version: z.number(),
    kind: z.enum(ARTICLE_KINDS),
    isControlled: z.boolean(),
    modelCodes: z.array(z.string()).describe('empty: every model of its families, or every product'),
    familyIds: z.array(id),
    symptomCodes: z.array(z.string()),
    causeCodes: z.array(z.string()),
    components: z.array(z.string()),
    title: textsRead,
    summary: textsRead.nullable(),
    steps: z.array(stepRead),
    publishedAt: instant,
    helped,
  })
  .meta({ id: 'Article' })

/** What a phone takes along for the machines of its days. */
export const articlesOfDay = z
  .object({
    digest: z.string(),
    items: z
      .array(article)
      .nullable()
      .describe('null: the phone named this digest; what readers said of them may be newer'),
    left: z.number().describe('further articles for these machines that were too many to take along'),
  })
  .meta({ id: 'ArticlesOfDay' })

const contentRead = z.object({
  kind: z.enum(ARTICLE_KINDS),
  isControlled: z.boolean(),
  families: z.array(z.object({ id, code: z.string(), name: textsRead })),
  models: z.array(z.object({ id, code: z.string(), name: textsRead })),
  ...{ symptomCodes: z.array(z.string()), causeCodes: z.array(z.string()), components: z.array(z.string()) },
  title: textsRead,
  summary: textsRead.nullable(),
  steps: z.array(stepRead),
})
const publishedRead = z.object({ n: z.number(), at: instant, by: z.string(), note: z.string().nullable() })
export const articlePage = z
  .object({
    id,
    number: z.string(),
    status: z.enum(ARTICLE_STATUSES),
    version: z.number(),
    content: contentRead.describe('what readers see; before the first publication the draft'),
    draft: contentRead.nullable().describe('for those who write: what is to be published next, where it differs'),
    published: publishedRead.nullable(),
    retiredReason: z.string().nullable(),
    editors: z.array(person).describe('who wrote since it was published last; none of them publishes a controlled one'),
    helped,
  })
  .meta({ id: 'ArticlePage' })
export const articleVersions = z.object({
  items: z.array(publishedRead.extend({ content: contentRead, editors: z.array(person) })),
})

export const publicationBody = z.object({ note: line.nullable().default(null).describe('what changed') })
export const retirementBody = z.object({ reason: line })
export const feedbackBody = z.object({
  version: z.number().int().min(1).describe('the version that was read'),
  visitId: id.nullable().default(null),
  helped: z.boolean(),
  note: z.string().trim().min(1).max(2000).nullable().default(null),
  at: instant,
})
export const feedbackView = feedbackBody.extend({
  id,
  person: person,
  visitId: id.nullable(),
  note: z.string().nullable(),
})
