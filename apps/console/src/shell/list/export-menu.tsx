import { Icon, saveFile, useProblemText, useToast } from '@aftercare/ui'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, problemFrom } from '../api.ts'
import { useSession } from '../session.ts'
import { shownColumns } from './list-table.tsx'
import type { ListHandle } from './use-list.ts'

/** CSV or Excel of what is shown: the same filter, order and columns. A long one is prepared by the server. */
export function ExportMenu<Row extends { id: string }>({ handle }: { handle: ListHandle<Row> }) {
  const { t } = useTranslation(['console', 'common'])
  const { person } = useSession()
  const toast = useToast()
  const textOf = useProblemText()
  const [busy, setBusy] = useState(false)
  const run = async (format: string) => {
    setBusy(true)
    try {
      const { after: _after, limit: _limit, ...asked } = handle.asked
      const columns = shownColumns(handle).map((column) => column.exportAs ?? column.key)
      const query = { ...asked, format, columns: columns.join(), zone: person.timeZone }
      const response = await call('GET', `${handle.list.path}/export`, { query })
      if (response.status === 202) return toast({ text: t('list.exportLater') })
      await saveFile(response, `${handle.list.name}.${format}`)
      toast({ text: t('list.exportDone') })
    } catch (error) {
      const problem = problemFrom(error)
      if (problem) toast({ text: textOf(problem), bad: true })
    } finally {
      setBusy(false)
    }
  }
  const items = [
    { key: 'csv', label: t('list.exportCsv') },
    { key: 'xlsx', label: t('list.exportXlsx') },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void run(key) }}>
      <Button
        icon={<Icon name="download" size={16} />}
        loading={busy}
        title={t('list.exportHint')}
        aria-label={t('common:do.export')}
      />
    </Dropdown>
  )
}
