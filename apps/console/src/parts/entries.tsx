import { Button, Form } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './parts.module.css'

interface Props {
  name: string
  /** What a new entry begins with. */
  blank: object
  /** The last one left cannot be taken away. */
  keepsOne?: boolean
  /** The fields of the entry at this place; their names begin with it. */
  children: (at: number) => ReactNode
}

/** Several of the same in a form: each can be taken away, another one added. */
export function Entries({ name, blank, keepsOne = false, children }: Props) {
  const { t } = useTranslation(['parts', 'common'])
  return (
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <>
          {fields.map((field) => (
            <fieldset key={field.key} className={styles.entry}>
              {children(field.name)}
              {!(keepsOne && fields.length === 1) && (
                <Button type="text" size="small" onClick={() => remove(field.name)}>
                  {t('common:do.remove')}
                </Button>
              )}
            </fieldset>
          ))}
          <Button className={styles.add} onClick={() => add(blank)}>
            {t('do.addLine')}
          </Button>
        </>
      )}
    </Form.List>
  )
}
