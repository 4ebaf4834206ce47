import { Icon, useProblemText, useToast } from '@aftercare/ui'
import { useFormat, useSay } from '@aftercare/words/web'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemFrom, queryClient } from '../api.ts'
import { useCan } from '../session.ts'
import styles from './bulk-bar.module.css'
import type { BulkAction, BulkResult } from './define-list.ts'
import type { ListHandle } from './use-list.ts'
import { mostMatching, type Selection } from './use-selection.ts'

type BarProps<Row extends { id: string }> = { handle: ListHandle<Row>; selection: Selection }

/** Comes from below while rows are picked; says what was done, what was skipped and why. */
export function BulkBar<Row extends { id: string }>({ handle, selection }: BarProps<Row>) {
  const { t } = useTranslation(['console', 'common'])
  const say = useSay()
  const can = useCan()
  const [busy, run] = useBulk(handle, selection)
  return (
    <section className={styles.bar} aria-label={t('common:selected', { count: selection.ids.size })}>
      <Picked handle={handle} selection={selection} />
      <span className={styles.room} />
      {(handle.list.bulk ?? [])
        .filter((action) => can(action.needs))
        .map((action) => (
          <Button
            key={action.key}
            danger={action.danger ?? false}
            loading={busy === action.key}
            disabled={busy !== null}
            onClick={() => void run(action)}
          >
            {say(action.label)}
          </Button>
        ))}
      <Button
        type="text"
        icon={<Icon name="close" size={16} />}
        aria-label={t('common:do.clear')}
        onClick={selection.clear}
      />
    </section>
  )
}

function Picked<Row extends { id: string }>({ handle, selection }: BarProps<Row>) {
  const { t } = useTranslation(['console', 'common'])
  const { numbers } = useFormat()
  const { total, rows } = handle
  const matching = Math.min(total?.count ?? rows.length, mostMatching)
  const text = numbers.whole(matching)
  if (selection.matching) return <strong>{t('list.matchingSelected', { total: text })}</strong>
  const wholePage = selection.ids.size === rows.length && matching > rows.length
  return (
    <>
      <strong>{t('common:selected', { count: selection.ids.size })}</strong>
      {wholePage && (
        <Button type="link" onClick={selection.pickMatching}>
          {t('list.selectMatching', { total: text })}
        </Button>
      )}
    </>
  )
}

function useBulk<Row extends { id: string }>(handle: ListHandle<Row>, selection: Selection) {
  const { t } = useTranslation('console')
  const { numbers } = useFormat()
  const toast = useToast()
  const textOf = useProblemText()
  const [busy, setBusy] = useState<string | null>(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['get', handle.list.path] })
  const report = (result: BulkResult, undo: (() => Promise<void>) | undefined) => {
    const done = numbers.whole(result.done)
    const skipped = numbers.whole(result.skipped.length)
    const reasons = [...new Set(result.skipped.map((one) => one.reason).filter((reason) => reason !== ''))].slice(0, 5)
    const detail = reasons.length > 0 ? [t('list.bulkReasons'), ...reasons].join('\n') : ''
    const shared = undo && result.done > 0 ? { undo } : {}
    if (result.skipped.length === 0) toast({ text: t('list.bulkDone', { done }), ...shared })
    else toast({ text: t('list.bulkSkipped', { done, skipped }), detail, ...shared })
  }
  const run = async (action: BulkAction) => {
    setBusy(action.key)
    try {
      const ids = await selection.resolve()
      const result = await action.run(ids)
      if (result === null) return
      const undone = action.undo
      report(result, undone && (() => undone(ids).then(refresh)))
      selection.clear()
      await refresh()
    } catch (error) {
      const problem = problemFrom(error)
      if (problem) toast({ text: textOf(problem), bad: true })
    } finally {
      setBusy(null)
    }
  }
  return [busy, run] as const
}
