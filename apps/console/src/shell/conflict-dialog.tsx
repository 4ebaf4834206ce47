import type { ApiProblem, FieldChange } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './conflict-dialog.module.css'
import { useSession } from './session.ts'

type ConflictProps = {
  problem: ApiProblem
  names: Record<string, string>
  onChoose: (chosen: Record<string, unknown>, version: string) => void
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What a person can read of a value, however deep it lies. */
function wordsIn(value: unknown): string[] {
  if (value === null || value === undefined) return []
  if (typeof value === 'object') return Object.values(value).flatMap(wordsIn)
  return UUID.test(String(value)) ? [] : [String(value)]
}

/** Two people changed the same thing: mine or theirs, field by field. Nothing is saved until it is chosen. */
export function ConflictDialog({ problem, names, onChoose }: ConflictProps) {
  const { t } = useTranslation(['console', 'common'])
  const [open, setOpen] = useState(true)
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const choose = (field: string, takeTheirs: boolean) => {
    const others = [...theirs].filter((one) => one !== field)
    setTheirs(new Set(takeTheirs ? [...others, field] : others))
  }
  const save = () => {
    setOpen(false)
    const chosen = problem.changes.map((change) => [
      change.field,
      theirs.has(change.field) ? change.theirs : change.yours,
    ])
    onChoose(Object.fromEntries(chosen), problem.version ?? '')
  }
  return (
    <Modal
      open={open}
      title={t('form.conflictTitle')}
      okText={t('form.saveChoice')}
      cancelText={t('common:do.cancel')}
      okButtonProps={{ disabled: problem.version === undefined }}
      onOk={save}
      onCancel={() => setOpen(false)}
      width={640}
    >
      <p className={styles.hint}>{t('form.conflictHint')}</p>
      {problem.changes.map((change) => (
        <Change
          key={change.field}
          change={change}
          name={names[change.field] ?? change.field}
          takeTheirs={theirs.has(change.field)}
          onChoose={(takeTheirs) => choose(change.field, takeTheirs)}
        />
      ))}
    </Modal>
  )
}

type ChangeProps = { change: FieldChange; name: string; takeTheirs: boolean; onChoose: (takeTheirs: boolean) => void }

function Change({ change, name, takeTheirs, onChoose }: ChangeProps) {
  const { t } = useTranslation('console')
  const { dates } = useFormat()
  const { person } = useSession()
  const when = dates(person.timeZone).dayTime(change.at)
  return (
    <section className={styles.change}>
      <h2 className={styles.name}>{name}</h2>
      <Radio.Group
        aria-label={name}
        className={styles.sides}
        value={takeTheirs}
        onChange={(event) => onChoose(event.target.value === true)}
        options={[
          { value: false, label: <Side title={t('form.mine')} value={change.yours} /> },
          {
            value: true,
            label: (
              <Side title={t('form.conflictBy', { by: change.by ?? t('form.theirs'), when })} value={change.theirs} />
            ),
          },
        ]}
      />
    </section>
  )
}

function Side({ title, value }: { title: string; value: unknown }) {
  const { t } = useTranslation('console')
  const isEmpty = value === null || value === undefined || value === ''
  const text = wordsIn(value).join('\n') || JSON.stringify(value)
  return (
    <span className={styles.side}>
      <span className={styles.by}>{title}</span>
      <span className={styles.value}>{isEmpty ? t('form.emptyValue') : text}</span>
    </span>
  )
}
