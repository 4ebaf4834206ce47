import { ifMatch } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './knowledge.module.css'
import { LanguageFields } from './language-fields.tsx'
import type { Article } from './marks.tsx'
import { ScopeFields } from './scope-fields.tsx'
import { StepFields } from './step-fields.tsx'
import { bodyOf, changeOf, NOTHING, typedOf, type Values } from './typed.ts'

type FormProps = { article: Article | null; onSaved: (id: string) => void; onCancel: () => void }

/** A draft in up to three languages beside each other; readers see nothing of it before it is published. */
export function ArticleForm({ article, onSaved, onCancel }: FormProps) {
  const { t } = useTranslation(['knowledge', 'common'])
  const [form] = Form.useForm<Values>()
  const draft = article && (article.draft ?? article.content)
  const save = useChange(
    async ({ values, version }: { values: Values; version: number | string }) => {
      if (!article || !draft) return (await api.POST('/api/v1/articles', { body: bodyOf(values) })).data!
      const params = { path: { id: article.id } }
      const body = changeOf(values, draft)
      return (await api.PATCH('/api/v1/articles/{id}', { params, headers: ifMatch(version), body })).data!
    },
    {
      paths: ['/api/v1/articles', '/api/v1/articles/{id}'],
      done: t('form.saved'),
      next: ({ id }) => onSaved(id),
    },
  )
  const send = (values: Values, version: number | string) => save.mutate({ values, version })
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.saveDraft')}
      guard
      marks="required"
      form={form}
      initial={draft ? typedOf(draft) : NOTHING}
      fieldNames={useFieldNames()}
      onSubmit={(values) => send(values, article?.version ?? 0)}
      onResolve={send}
      onCancel={onCancel}
    >
      <div className={styles.cards}>
        <Card title={t('form.about')}>
          <ScopeFields />
        </Card>
        <Card title={t('form.text')}>
          <p className={styles.hint}>{t('form.languagesHint')}</p>
          <LanguageFields name={['title']} label={t('form.title')} longest={200} isNeeded />
          <LanguageFields name={['summary']} label={t('form.summary')} longest={2000} isLong />
        </Card>
        <Card title={t('form.steps')}>
          <StepFields />
        </Card>
      </div>
    </FormShell>
  )
}

function useFieldNames() {
  const { t } = useTranslation('knowledge')
  return {
    ...{ kind: t('form.kind'), isControlled: t('controlled'), familyIds: t('form.families') },
    ...{ modelIds: t('form.models'), symptomCodes: t('form.symptoms'), causeCodes: t('form.causes') },
    ...{ components: t('form.components'), title: t('form.title'), summary: t('form.summary'), steps: t('form.steps') },
  }
}
