import { Card } from '@aftercare/ui'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

type EditableCardProps = {
  title: string
  may: boolean
  /** What is shown while nobody edits. */
  facts: ReactNode
  /** The form in its place; `close` shows the facts again. */
  form: (close: () => void) => ReactNode
}

/** Facts that turn into a form where they stand. */
export function EditableCard({ title, may, facts, form }: EditableCardProps) {
  const { t } = useTranslation('common')
  const [editing, setEditing] = useState(false)
  const edit = (
    <Button type="text" size="small" onClick={() => setEditing(true)}>
      {t('do.edit')}
    </Button>
  )
  return (
    <Card title={title} aside={may && !editing && edit}>
      {editing ? form(() => setEditing(false)) : facts}
    </Card>
  )
}
