import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Names, typedNames } from '../assets/name-fields.tsx'
import styles from './contracts.module.css'

/** A task as it is typed; the key of one that is kept stays, because checked tasks are kept by it. */
export type TypedTask = { key?: string; label: Names }

const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const

export function TaskFields() {
  const { t } = useTranslation(['contracts', 'assets', 'common'])
  const labels = { en: t('assets:field.nameEn'), 'zh-CN': t('assets:field.nameCn'), 'zh-TW': t('assets:field.nameTw') }
  return (
    <section className={styles.group}>
      <h3>{t('field.tasks')}</h3>
      <Form.List name="tasks">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.task}>
                {LANGUAGES.map((language) => (
                  <Form.Item
                    key={language}
                    name={[name, 'label', language]}
                    {...(language === 'en' && { rules: [{ required: true, whitespace: true }] })}
                  >
                    <Input
                      maxLength={200}
                      placeholder={labels[language]}
                      aria-label={labels[language]}
                      lang={language}
                    />
                  </Form.Item>
                ))}
                <Button onClick={() => remove(name)}>{t('common:do.remove')}</Button>
              </div>
            ))}
            <Button onClick={() => add({ label: {} })}>{t('do.addTask')}</Button>
          </>
        )}
      </Form.List>
    </section>
  )
}

export function PartFields() {
  const { t } = useTranslation(['contracts', 'common'])
  return (
    <section className={styles.group}>
      <h3>{t('field.parts')}</h3>
      <Form.List name="parts">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.part}>
                <Form.Item name={[name, 'code']} rules={[{ required: true }]}>
                  <Input maxLength={60} placeholder={t('field.partCode')} aria-label={t('field.partCode')} />
                </Form.Item>
                <Form.Item name={[name, 'quantity']} rules={[{ required: true, pattern: /^\d{1,9}(\.\d{1,3})?$/ }]}>
                  <Input placeholder={t('field.quantity')} aria-label={t('field.quantity')} inputMode="decimal" />
                </Form.Item>
                <Button onClick={() => remove(name)}>{t('common:do.remove')}</Button>
              </div>
            ))}
            <Button onClick={() => add({ quantity: '1' })}>{t('do.addPart')}</Button>
          </>
        )}
      </Form.List>
    </section>
  )
}

/** What must have been seen, in the languages of those who look. */
export function ConditionFields() {
  const { t } = useTranslation(['contracts', 'assets'])
  return (
    <section className={styles.group}>
      <h3>{t('field.condition')}</h3>
      <Form.Item
        name={['condition', 'en']}
        label={t('assets:field.nameEn')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={['condition', 'zh-CN']} label={t('assets:field.nameCn')}>
        <Input maxLength={200} lang="zh-CN" />
      </Form.Item>
      <Form.Item name={['condition', 'zh-TW']} label={t('assets:field.nameTw')}>
        <Input maxLength={200} lang="zh-TW" />
      </Form.Item>
    </section>
  )
}

export function tasksOf(tasks: readonly TypedTask[]) {
  const used = new Set(tasks.flatMap((one) => one.key ?? []))
  let n = 0
  const free = (): string => {
    n++
    return used.has(`task_${n}`) ? free() : `task_${n}`
  }
  return tasks.map(({ key, label }) => ({ key: key ?? free(), label: typedNames(label) }))
}
