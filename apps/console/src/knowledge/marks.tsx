import type { Answer } from '@aftercare/api'
import { StatusTag, type Tone } from '@aftercare/ui'
import type { Written } from '@aftercare/words'
import { useFormat, usePartName } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useFailureName } from '../requests/codes-said.ts'
import { useWritten } from './written.ts'

export type Article = Answer<'/api/v1/articles/{id}'>
export type Content = Article['content']

const tones: Record<Article['status'], Tone> = { draft: 'waiting', published: 'done', retired: 'neutral' }

export function ArticleStatus({ status }: { status: Article['status'] }) {
  const { t } = useTranslation('knowledge')
  return <StatusTag tone={tones[status]}>{t(`status.${status}`)}</StatusTag>
}

/** A controlled article: safety, recall or law stands behind it. */
export function Controlled() {
  const { t } = useTranslation('knowledge')
  return (
    <StatusTag tone="working" title={t('form.controlledHint')}>
      {t('controlled')}
    </StatusTag>
  )
}

/** A text in the language it was found in, so that it is read and drawn as what it is. */
export function Said({ of }: { of: Written | null }) {
  return <>{useWritten()(of)}</>
}

/** What an article is for, in words; no machine named is every product. */
export function useScope({ families, models, symptomCodes, causeCodes, components }: Content) {
  const { t } = useTranslation('knowledge')
  const { enumerated } = useFormat()
  const written = useWritten()
  const symptom = useFailureName('symptom', undefined)
  const cause = useFailureName('cause', undefined)
  const part = usePartName()
  const machines = [
    ...families.map((one) => written(one.name)),
    ...models.map((one) => `${written(one.name)} · ${one.code}`),
  ]
  return {
    machines: enumerated(machines) || t('everyProduct'),
    symptoms: enumerated(symptomCodes.map(symptom)),
    causes: enumerated(causeCodes.map(cause)),
    components: enumerated(components.map(part)),
  }
}
