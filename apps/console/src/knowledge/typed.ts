import type { paths } from '@aftercare/api'
import { languages, type Written } from '@aftercare/words'
import { changed } from '../shell/cleaned.ts'
import type { Content } from './marks.tsx'

type Body = NonNullable<paths['/api/v1/articles']['post']['requestBody']>['content']['application/json']
/** An article as it is typed. */
export type Values = {
  kind: Content['kind']
  isControlled: boolean
  for: 'every' | 'families' | 'models'
  familyIds: string[]
  modelIds: string[]
  symptomCodes: string[]
  causeCodes: string[]
  components: string[]
  title: Written
  summary?: Written | null
  steps: { text?: Written; caution?: Written | null; fileId?: string | null }[]
}

export const NOTHING: Partial<Values> = {
  ...{ kind: 'repair', isControlled: false, for: 'every', familyIds: [], modelIds: [] },
  ...{ symptomCodes: [], causeCodes: [], components: [], steps: [{}] },
}

export function typedOf({ families, models, ...content }: Content): Values {
  const named = models.length > 0 ? 'models' : families.length > 0 ? 'families' : 'every'
  return {
    ...content,
    for: named,
    familyIds: families.map((one) => one.id),
    modelIds: models.map((one) => one.id),
  }
}

/** What was typed, as the API takes it: languages nobody wrote in stay away. */
export function bodyOf({ for: named, title, summary, steps, familyIds = [], modelIds = [], ...rest }: Values): Body {
  return {
    ...rest,
    familyIds: named === 'families' ? familyIds : [],
    modelIds: named === 'models' ? modelIds : [],
    title: said(title) ?? {},
    summary: said(summary),
    steps: steps.map((step) => ({
      text: said(step.text) ?? {},
      fileId: step.fileId ?? null,
      caution: said(step.caution),
    })),
  }
}

/** Only what was changed, so that what somebody else changed meanwhile is not written over. */
export const changeOf = (values: Values, before: Content): Partial<Body> =>
  changed(bodyOf(values), bodyOf(typedOf(before)))

function said(texts: Written | null | undefined): Written | null {
  const typed = languages.flatMap((one) => (texts?.[one]?.trim() ? [[one, texts[one].trim()] as const] : []))
  return typed.length === 0 ? null : Object.fromEntries(typed)
}
