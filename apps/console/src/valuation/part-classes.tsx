import { type Answer, ifMatch } from '@aftercare/api'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { NameFields, type Names, typedNames } from '../assets/name-fields.tsx'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import styles from '../settings/settings.module.css'
import { EditButton, SettingsList } from '../settings/settings-list.tsx'
import { $api, api } from '../shell/api.ts'
import { changed } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'

const path = '/api/v1/part-classes'
type PartClass = Answer<typeof path>['items'][number]
const METHODS = ['average', 'fifo', 'standard'] as const

/** How the company values its stock: by class, and where there is none. */
export function PartClasses() {
  const { t } = useTranslation('parts')
  const may = useCan()('parts.close')
  const query = $api.useQuery('get', path, {})
  return (
    <SettingsList<PartClass>
      title={t('classes.title')}
      hint={t('classes.hint')}
      empty={{ title: t('classes.none'), hint: t('classes.noneHint') }}
      query={query}
      add={may ? { label: t('classes.add'), key: 'parts:classes.add' } : undefined}
      titleOf={({ code }) => t('classes.edit', { code })}
      row={(one, onEdit) => <ClassRow of={one} onEdit={onEdit} />}
      fixed={
        <>
          <FixedRow name={t('classes.noClass')} method="average" />
          <FixedRow name={t('classes.serials')} method="specific" />
        </>
      }
      form={(of, onDone) => <ClassForm of={of} onDone={onDone} />}
    />
  )
}

function ClassRow({ of, onEdit }: { of: PartClass; onEdit: (() => void) | null }) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  return (
    <>
      <span className={styles.main}>
        <strong>{named(of.name)}</strong> <span className={styles.note}>{of.code}</span>
        <br />
        <span className={styles.note}>
          {t(`method.${of.method}`)} – {t(`methodHint.${of.method}`)}
        </span>
      </span>
      <Go to={`${paths.parts()}?filter[class]=${encodeURIComponent(of.code)}`}>
        {t('classes.count', { count: of.parts })}
      </Go>
      {onEdit && <EditButton name={named(of.name)} onClick={onEdit} />}
    </>
  )
}

function FixedRow({ name, method }: { name: string; method: 'average' | 'specific' }) {
  const { t } = useTranslation('parts')
  return (
    <li className={styles.row}>
      <span className={styles.main}>
        {name}
        <br />
        <span className={styles.note}>
          {t(`method.${method}`)} – {t(`methodHint.${method}`)}
        </span>
      </span>
    </li>
  )
}

type Values = { code: string; name: Names; method: (typeof METHODS)[number] }

function ClassForm({ of, onDone }: { of: PartClass | null; onDone: () => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const save = useChange(
    async ({ values, version }: { values: Values; version?: string | number }): Promise<unknown> => {
      const body = { ...values, name: typedNames(values.name) }
      if (!of) return api.POST(path, { body })
      return api.PATCH('/api/v1/part-classes/{id}', {
        params: { path: { id: of.id } },
        body: changed(body, of),
        headers: ifMatch(version ?? of.version),
      })
    },
    { paths: [path, '/api/v1/parts', '/api/v1/parts/{id}'], done: t('common:saved'), next: onDone },
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={(of as Partial<Values> | null) ?? { method: 'average' }}
      fieldNames={{ code: t('classes.code'), method: t('field.method') }}
      onCancel={onDone}
      onSubmit={(values) => save.mutate({ values })}
      onResolve={(values, version) => save.mutate({ values, version })}
    >
      <Form.Item name="code" label={t('classes.code')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={40} autoComplete="off" autoFocus />
      </Form.Item>
      <NameFields />
      <Form.Item
        name="method"
        label={t('field.method')}
        extra={of && of.stocked > 0 ? t('classes.fixed', { count: of.stocked }) : t('classes.methodHint')}
        rules={[{ required: true }]}
      >
        <Select
          options={METHODS.map((value) => ({ value, label: `${t(`method.${value}`)} – ${t(`methodHint.${value}`)}` }))}
        />
      </Form.Item>
    </FormShell>
  )
}
