import { Button, Form, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormShell } from '../shell/form-shell.tsx'
import styles from './order-page.module.css'

interface Props<Name extends string, Line extends object> {
  title: string
  hint?: string
  addLabel: string
  /** What the lines are called in what is sent: refusals name them so. */
  name: Name
  lines: readonly Line[]
  /** A further line before anything is typed. */
  fresh: Partial<Line>
  save: { isPending: boolean; error: unknown; mutate: (values: Record<Name, Line[]>) => void }
  onDone: () => void
  /** `key`: which of `lines` it was, also when others were taken out. */
  children: (line: { at: number; key: number; onRemove: () => void }) => ReactNode
}

/** Some lines of one kind, each with fields of its own, changed together. */
export function LinesDialog<Name extends string, Line extends object>(props: Props<Name, Line>) {
  const { title, hint, addLabel, name, lines, fresh, save, onDone, children } = props
  const { t } = useTranslation('common')
  return (
    <Modal open title={title} footer={null} width={640} onCancel={onDone}>
      <FormShell<Record<Name, Line[]>>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('do.save')}
        marks="required"
        initial={{ [name]: lines.length > 0 ? [...lines] : [{ ...fresh }] } as Record<Name, Line[]>}
        onSubmit={(values) => save.mutate(values)}
        onCancel={onDone}
      >
        {hint && <p className={styles.hint}>{hint}</p>}
        <Form.List name={name}>
          {(all, { add, remove }) => (
            <>
              {all.map(({ key, name: at }) => (
                <div key={key}>{children({ at, key, onRemove: () => remove(at) })}</div>
              ))}
              <Form.Item>
                <Button type="dashed" onClick={() => add({ ...fresh })}>
                  {addLabel}
                </Button>
              </Form.Item>
            </>
          )}
        </Form.List>
      </FormShell>
    </Modal>
  )
}
