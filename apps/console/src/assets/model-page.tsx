import type { Answer } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { classWord } from '../entitlement/packs/marks.tsx'
import { paths } from '../paths.ts'
import { SkillNames } from '../people/skill-names.tsx'
import { $api } from '../shell/api.ts'
import { EditableCard } from '../shell/editable-card.tsx'
import { useGo, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { ModelForm } from './model-form.tsx'
import { ModelPicture } from './model-picture.tsx'
import { useNamed } from './named.ts'
import { TermsCard } from './terms-card.tsx'

export type Model = Answer<'/api/v1/models/{id}'>

/** One model: what it is, its picture, what is promised for it. */
export function ModelPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/models/{id}', { params: { path: { id } } })
  useFresh({ subject: 'model', id, paths: ['/api/v1/models/{id}'] })
  return <QueryState query={query}>{(model) => <Page model={model} />}</QueryState>
}

function Page({ model }: { model: Model }) {
  const { t } = useTranslation('assets')
  const named = useNamed()
  const can = useCan()
  const go = useGo()
  const products = (
    <Button onClick={() => go(`${paths.assets()}?filter[modelId]=${model.id}`)}>{t('catalogue.modelsOf')}</Button>
  )
  return (
    <>
      <PageHeader
        back={{ to: paths.models(), label: t('catalogue.models') }}
        number={model.code}
        title={named(model.name)}
        actions={products}
      />
      <TwoColumns
        main={<TermsCard model={model} />}
        side={
          <>
            <ModelPicture model={model} />
            <EditableCard
              title={t('field.model')}
              may={can('assets.catalogue')}
              facts={<ModelFacts model={model} />}
              form={(close) => <ModelForm model={model} onDone={close} />}
            />
          </>
        }
      />
    </>
  )
}

function ModelFacts({ model }: { model: Model }) {
  const { t } = useTranslation('assets')
  const { calendarDay } = useFormat()
  const named = useNamed()
  const facts = [
    { label: t('field.familyId'), value: named(model.family.name) },
    { label: t('field.productClass'), value: classWord(model.family.productClass) },
    { label: t('field.meterKind'), value: model.family.meterKind && t(`meterKind.${model.family.meterKind}`) },
    { label: t('field.nameEn'), value: model.name.en },
    { label: t('field.nameCn'), value: model.name['zh-CN'] },
    { label: t('field.nameTw'), value: model.name['zh-TW'] },
    { label: t('field.skillCodes'), value: model.skillCodes.length > 0 && <SkillNames codes={model.skillCodes} /> },
    { label: t('field.onSaleFrom'), value: model.onSaleFrom && calendarDay(model.onSaleFrom) },
    { label: t('field.onSaleTo'), value: model.onSaleTo && calendarDay(model.onSaleTo) },
  ]
  return <Facts facts={facts.filter((fact) => fact.value)} />
}
