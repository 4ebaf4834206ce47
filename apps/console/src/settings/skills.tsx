import type { Answer } from '@aftercare/api'
import { Card, EmptyState } from '@aftercare/ui'
import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { useNameIn } from '../people/skills-card.tsx'
import { $api, api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan, useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './settings.module.css'

type Skill = Answer<'/api/v1/skills'>['items'][number]

/** What people of this company can be able to do. */
export function Skills() {
  const { t } = useTranslation(['people', 'common'])
  const can = useCan()
  const { stations } = useSession()
  const nameOf = useNameIn()
  const [edited, setEdited] = useState<Skill | 'new' | null>(null)
  const query = $api.useQuery('get', '/api/v1/skills', {})
  const may = can('people.change') && stations === null
  const add = may && (
    <Button type="primary" onClick={() => setEdited('new')}>
      {t('skill.add')}
    </Button>
  )
  return (
    <>
      <PageHeader
        back={{ to: paths.settings(), label: t('settings.title') }}
        title={t('settings.skills')}
        actions={add}
      />
      <QueryState query={query}>
        {({ items }) => (
          <div className={styles.page}>
            <p className={styles.hint}>{t('skill.emptyHint')}</p>
            {items.length === 0 && <EmptyState title={t('skill.empty')} hint={t('skill.emptyHint')} action={add} />}
            {items.length > 0 && (
              <Card>
                <ul className={styles.list}>
                  {items.map((skill) => (
                    <li key={skill.id} className={styles.row}>
                      <strong className={styles.main}>{nameOf(skill.name)}</strong>
                      <span className={styles.note}>{skill.code}</span>
                      {skill.needsCertificate && <span className={styles.note}>{t('skill.needsCertificate')}</span>}
                      {may && (
                        <Button
                          type="text"
                          size="small"
                          aria-label={`${t('common:do.edit')} ${nameOf(skill.name)}`}
                          onClick={() => setEdited(skill)}
                        >
                          {t('common:do.edit')}
                        </Button>
                      )}
                    </li>
                  ))}
                </ul>
              </Card>
            )}
          </div>
        )}
      </QueryState>
      <Modal
        open={edited !== null}
        title={edited === 'new' ? t('skill.add') : edited && nameOf(edited.name)}
        footer={null}
        onCancel={() => setEdited(null)}
        destroyOnHidden
      >
        {edited && <SkillForm skill={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />}
      </Modal>
    </>
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
