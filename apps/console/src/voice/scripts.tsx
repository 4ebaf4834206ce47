import { type Answer, ifMatch } from '@aftercare/api'
import { Card, Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { nameIn } from '../requests/words.ts'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './call-panel.module.css'

type Script = Answer<'/api/v1/return-visit-scripts'>['items'][number]
type Values = Pick<Script, 'name' | 'questions'>
const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const

/** What is asked in a return visit, in every language it is asked in. */
export function Scripts() {
  const { t } = useTranslation('voice')
  const can = useCan()
  const query = $api.useQuery('get', '/api/v1/return-visit-scripts', {})
  return (
    <>
      <PageHeader back={{ to: paths.returnVisits(), label: t('returnVisits') }} title={t('scripts')} />
      <div className={styles.scripts}>
        <p className={styles.small}>{t('script.hint')}</p>
        {!can('voice.scripts') && <Alert type="info" showIcon title={t('script.readOnly')} />}
        <QueryState query={query}>
          {({ items }) => items.map((script) => <Editor key={`${script.id} ${script.version}`} script={script} />)}
        </QueryState>
      </div>
    </>
  )
}

function Editor({ script }: { script: Script }) {
  const { t } = useTranslation(['voice', 'common'])
  const can = useCan()
  const { language } = useFormat()
  const save = useChange(
    ({ values, version }: { values: Values; version: string | number }) =>
      api
        .PUT('/api/v1/return-visit-scripts/{id}', {
          params: { path: { id: script.id } },
          headers: ifMatch(version),
          body: { name: full(values.name), questions: keyed(values.questions) },
        })
        .then((answer) => answer.data!),
    {
      paths: ['/api/v1/return-visit-scripts'],
      done: ({ version }) => t('script.saved', { version }),
    },
  )
  return (
    <Card
      title={nameIn(script.name, language)}
      aside={<span className={styles.small}>{t('script.version', { version: script.version })}</span>}
    >
      <FormShell<Values>
        busy={save.isPending || !can('voice.scripts')}
        error={save.error}
        submitLabel={t('common:do.save')}
        initial={{ name: script.name, questions: script.questions }}
        onSubmit={(values) => save.mutate({ values, version: script.version })}
        onResolve={(values, version) => save.mutate({ values, version })}
        guard
      >
        <Texts name={['name']} label={t('script.name')} />
        <Form.List name="questions">
          {(fields, { add, remove, move }) => (
            <div className={styles.stack}>
              {fields.map((field, index) => (
                <QuestionFields
                  key={field.key}
                  at={field.name}
                  onUp={index > 0 ? () => move(index, index - 1) : null}
                  onRemove={fields.length > 1 ? () => remove(field.name) : null}
                />
              ))}
              <Button onClick={() => add({ type: 'yesno', text: {} })}>{t('script.add')}</Button>
            </div>
          )}
        </Form.List>
      </FormShell>
    </Card>
  )
}

type FieldsProps = { at: number; onUp: (() => void) | null; onRemove: (() => void) | null }

function QuestionFields({ at, onUp, onRemove }: FieldsProps) {
  const { t } = useTranslation('voice')
  const number = at + 1
  const kinds = (['score', 'yesno', 'text'] as const).map((one) => ({ value: one, label: t(`script.kind.${one}`) }))
  return (
    <section aria-label={`${t('script.question')} ${number}`}>
      <Form.Item name={[at, 'key']} hidden>
        <Input />
      </Form.Item>
      <Texts name={[at, 'text']} label={`${t('script.question')} ${number}`} />
      <div className={styles.kind}>
        <Form.Item
          name={[at, 'type']}
          rules={[{ required: true }]}
          label={t('script.type')}
          style={{ minWidth: 180, marginBottom: 0 }}
        >
          <Select options={kinds} />
        </Form.Item>
        {onUp && <Button aria-label={t('script.up', { number })} icon={<Icon name="up" size={16} />} onClick={onUp} />}
        {onRemove && (
          <Button
            aria-label={t('script.remove', { number })}
            icon={<Icon name="trash" size={16} />}
            onClick={onRemove}
          />
        )}
      </div>
    </section>
  )
}

/** One text in three languages; English is asked where another is missing. */
function Texts({ name, label }: { name: (string | number)[]; label: string }) {
  const { t } = useTranslation('voice')
  return (
    <div className={styles.row}>
      {LANGUAGES.map((language) => (
        <Form.Item
          key={language}
          name={[...name, language]}
          label={`${label} · ${t(`language.${language}`)}`}
          rules={language === 'en' ? [{ required: true }] : []}
        >
          <Input.TextArea autoSize maxLength={300} lang={language} />
        </Form.Item>
      ))}
    </div>
  )
}

/** An emptied translation is none. */
function full<Texts extends Partial<Record<string, string>>>(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text?.trim())) as Texts
}

/** Keys nobody sees: answers are kept under them, so none is given twice. */
function keyed(questions: Values['questions']): Values['questions'] {
  const taken = new Set(questions.map((one) => one.key))
  return questions.map((one) => {
    let number = 1
    while (taken.has(`q${number}`)) number += 1
    const key = one.key ?? `q${number}`
    taken.add(key)
    return { ...one, key, text: full(one.text) }
  })
}
