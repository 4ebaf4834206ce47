import { type Answer, ifMatch } from '@aftercare/api'
import { Card, EmptyState } from '@aftercare/ui'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NameFields, type Names, typedNames } from '../assets/name-fields.tsx'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import styles from '../settings/settings.module.css'
import { $api, api } from '../shell/api.ts'
import { changed } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { useKeys } from '../shell/keys.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'

const path = '/api/v1/part-classes'
type PartClass = Answer<typeof path>['items'][number]
const METHODS = ['average', 'fifo', 'standard'] as const

/** How the company values its stock: by class, and where there is none. */
export function PartClasses() {
  const { t } = useTranslation(['parts', 'people', 'common'])
  const may = useCan()('parts.close')
  const [edited, setEdited] = useState<PartClass | 'new' | null>(null)
  const query = $api.useQuery('get', path, {})
  useKeys(may ? [{ key: 'c', label: 'parts:classes.add', run: () => setEdited('new') }] : [])
  const add = may && (
    <Button type="primary" onClick={() => setEdited('new')}>
      {t('classes.add')}
    </Button>
  )
  return (
    <>
      <PageHeader
        back={{ to: paths.settings(), label: t('people:settings.title') }}
        title={t('classes.title')}
        actions={add}
      />
      <QueryState query={query}>
        {({ items }) => (
          <div className={styles.page}>
            <p className={styles.hint}>{t('classes.hint')}</p>
            {items.length === 0 && <EmptyState title={t('classes.none')} hint={t('classes.noneHint')} action={add} />}
            <Card>
              <ul className={styles.list}>
                {items.map((one) => (
                  <ClassRow key={one.id} of={one} onEdit={may ? () => setEdited(one) : null} />
                ))}
                <FixedRow name={t('classes.noClass')} method="average" />
                <FixedRow name={t('classes.serials')} method="specific" />
              </ul>
            </Card>
          </div>
        )}
      </QueryState>
      <Modal
        open={edited !== null}
        title={edited === 'new' ? t('classes.add') : edited && t('classes.edit', { code: edited.code })}
        footer={null}
        onCancel={() => setEdited(null)}
        destroyOnHidden
      >
        {edited && <ClassForm of={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />}
      </Modal>
    </>
  )
}

function ClassRow({ of, onEdit }: { of: PartClass; onEdit: (() => void) | null }) {
  const { t } = useTranslation(['parts', 'common'])
  const named = useNamed()
  return (
    <li className={styles.row}>
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
      {onEdit && (
        <Button type="text" size="small" aria-label={`${t('common:do.edit')} ${named(of.name)}`} onClick={onEdit}>
          {t('common:do.edit')}
        </Button>
      )}
    </li>
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
