import { Card, Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './cards.module.css'
import { type Person, touched } from './person-page.tsx'

type Names = { en: string; 'zh-CN'?: string | undefined; 'zh-TW'?: string | undefined }

/** A name in the reader's language, else in English. */
export function useNameIn(): (names: Names) => string {
  const { language } = useFormat()
  return (names) => names[language] || names.en
}

/** What somebody can do, and whether it counts. */
export function SkillsCard({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'common'])
  const can = useCan()
  const nameOf = useNameIn()
  const [editing, setEditing] = useState(false)
  const edit = can('people.change') && (
    <Button type="text" size="small" onClick={() => setEditing(true)}>
      {t('common:do.edit')}
    </Button>
  )
  return (
    <Card title={t('skills')} aside={edit}>
      {person.skills.length === 0 && <p className={styles.none}>{t('page.noSkills')}</p>}
      <ul className={styles.list}>
        {person.skills.map((skill) => (
          <li key={skill.skillId} className={styles.line}>
            <strong>{nameOf(skill.name)}</strong>
            <span className={styles.note}>{t(`levels.${skill.level as 1}`)}</span>
            {!skill.isValid && <span className={styles.note}>{t('page.skillInvalid')}</span>}
          </li>
        ))}
      </ul>
      <Modal open={editing} title={t('skills')} footer={null} onCancel={() => setEditing(false)} destroyOnHidden>
        <SkillsForm person={person} onDone={() => setEditing(false)} />
      </Modal>
    </Card>
  )
}

type Values = { skills: { skillId: string; level: number }[] }

function SkillsForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const save = useChange(
    (body: Values) => api.PUT('/api/v1/people/{id}/skills', { params: { path: { id: person.id } }, body }),
    { paths: touched, done: t('common:saved'), next: onDone },
  )
  const initial = person.skills.map(({ skillId, level }) => ({ skillId, level }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ skills: initial }}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      <Form.List name="skills">
        {(fields, { add, remove }) => (
          <div className={styles.list}>
            {fields.map((field) => (
              <SkillLine key={field.key} at={field.name} onRemove={() => remove(field.name)} />
            ))}
            <Button type="dashed" onClick={() => add({ level: 2 })}>
              {t('skill.add')}
            </Button>
          </div>
        )}
      </Form.List>
    </FormShell>
  )
}

function SkillLine({ at, onRemove }: { at: number; onRemove: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const nameOf = useNameIn()
  const all = $api.useQuery('get', '/api/v1/skills', {}).data?.items ?? []
  return (
    <div className={styles.line}>
      <Form.Item name={[at, 'skillId']} className={styles.grow!} rules={[{ required: true }]} noStyle={false}>
        <Select
          aria-label={t('column.skill')}
          options={all.map((one) => ({ value: one.id, label: nameOf(one.name) }))}
        />
      </Form.Item>
      <Form.Item name={[at, 'level']} style={{ width: 160 }}>
        <Select
          aria-label={t('level')}
          options={([1, 2, 3] as const).map((value) => ({ value, label: t(`levels.${value}`) }))}
        />
      </Form.Item>
      <Button
        type="text"
        icon={<Icon name="close" size={16} />}
        aria-label={t('common:do.remove')}
        onClick={onRemove}
      />
    </div>
  )
}
