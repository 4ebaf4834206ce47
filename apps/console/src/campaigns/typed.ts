import type { paths } from '@aftercare/api'
import { cleaned } from '../shell/cleaned.ts'
import type { Campaign } from './campaign.ts'
import type { ScopeLine } from './scope-fields.tsx'
import { type Texts, typedTexts } from './three-languages.tsx'

type Post = paths['/api/v1/campaigns']['post']['requestBody']
type Body = NonNullable<Post>['content']['application/json']

/** A draft as it stands in the form. */
export type Values = Pick<Body, 'kind' | 'components' | 'covers' | 'startsOn'> & {
  isSafety?: boolean
  stopUse?: boolean
  title: Texts
  hazard?: Partial<Texts> | null
  remedy: Texts
  advice?: Partial<Texts> | null
  minutes?: number | null
  filing?: string | null
  endsOn?: string | null
  parts?: { number: string; quantity: number }[]
  scopes?: ScopeLine[]
}

export function typedOf(draft: Campaign): Values {
  const { kind, components, covers, startsOn, isSafety, stopUse, title, hazard, remedy, advice } = draft
  const { minutes, filing, endsOn } = draft
  return {
    ...{
      kind,
      components,
      covers,
      startsOn,
      isSafety,
      stopUse,
      title,
      hazard,
      remedy,
      advice,
      minutes,
      filing,
      endsOn,
    },
    parts: draft.parts.map(({ number, quantity }) => ({ number, quantity })),
    scopes: draft.scopes.map(({ id: _, code: __, name: ___, modelId, familyId, ...rest }) => ({
      ...rest,
      of: modelId ? `model:${modelId}` : `family:${familyId}`,
    })),
  }
}

export function bodyOf(values: Values): Body {
  const { title, hazard, remedy, advice, parts = [], scopes = [], components = [], ...rest } = values
  return {
    ...rest,
    components,
    isSafety: values.isSafety ?? false,
    stopUse: values.stopUse ?? false,
    title: typedTexts(title)!,
    hazard: typedTexts(hazard),
    remedy: typedTexts(remedy)!,
    advice: typedTexts(advice),
    filing: values.filing?.trim() || null,
    minutes: values.minutes ?? null,
    endsOn: values.endsOn ?? null,
    parts,
    scopes: scopes.map(lineOf),
  }
}

function lineOf({ of = '', ...narrowed }: ScopeLine) {
  const [kind, id] = of.split(':')
  return {
    ...(kind === 'model' ? { modelId: id!, familyId: null } : { modelId: null, familyId: id! }),
    ...cleaned(narrowed),
  }
}
