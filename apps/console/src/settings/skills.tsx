import type { Answer } from '@aftercare/api'
import { Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNameIn } from '../people/skills-card.tsx'
import { $api, api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan, useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './settings.module.css'
import { EditButton, SettingsList } from './settings-list.tsx'

type Skill = Answer<'/api/v1/skills'>['items'][number]

/** What people of this company can be able to do. */
export function Skills() {
  const { t } = useTranslation('people')
  const can = useCan()
  const { stations } = useSession()
  const nameOf = useNameIn()
  const query = $api.useQuery('get', '/api/v1/skills', {})
  const may = can('people.change') && stations === null
  return (
    <SettingsList<Skill>
      title={t('settings.skills')}
      hint={t('skill.emptyHint')}
      empty={{ title: t('skill.empty'), hint: t('skill.emptyHint') }}
      query={query}
      add={may ? { label: t('skill.add'), key: 'people:skill.add' } : undefined}
      titleOf={(skill) => nameOf(skill.name)}
      row={(skill, onEdit) => (
        <>
          <strong className={styles.main}>{nameOf(skill.name)}</strong>
          <span className={styles.note}>{skill.code}</span>
          {skill.needsCertificate && <span className={styles.note}>{t('skill.needsCertificate')}</span>}
          {onEdit && <EditButton name={nameOf(skill.name)} onClick={onEdit} />}
        </>
      )}
      form={(skill, onDone) => <SkillForm skill={skill} onDone={onDone} />}
    />
  )
}

type Names = { en: string; 'zh-CN'?: string; 'zh-TW'?: string }
type Values = { code: string; name: Names; needsCertificate: boolean }

function SkillForm({ skill, onDone }: { skill: Skill | null; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const save = useChange(
    ({ code, name, needsCertificate }: Values): Promise<unknown> => {
      const body = { name: { ...filled(name), en: name.en }, needsCertificate }
      return skill
        ? api.PATCH('/api/v1/skills/{id}', { params: { path: { id: skill.id } }, body })
        : api.POST('/api/v1/skills', { body: { ...body, code } })
    },
    { paths: ['/api/v1/skills'], done: t('common:saved'), next: onDone },
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={(skill ?? { needsCertificate: false }) as Values}
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      {skill === null && (
        <Form.Item name="code" label={t('skill.code')} extra={t('skill.codeHint')} rules={[{ required: true }]}>
          <Input maxLength={41} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name={['name', 'en']} label={t('skill.nameEn')} rules={[{ required: true, whitespace: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name={['name', 'zh-CN']} label={t('skill.nameZhCn')}>
        <Input lang="zh-CN" />
      </Form.Item>
      <Form.Item name={['name', 'zh-TW']} label={t('skill.nameZhTw')}>
        <Input lang="zh-TW" />
      </Form.Item>
      <Form.Item name="needsCertificate" valuePropName="checked">
        <Checkbox>{t('skill.needsCertificate')}</Checkbox>
      </Form.Item>
    </FormShell>
  )
}
