import { Icon, names, useProblemText, useToast } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { App, Button, Dropdown } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemFrom } from '../api.ts'
import { useCan } from '../session.ts'
import { type Search, sameView, viewOf } from './list-state.ts'
import { type MadePreset, PresetTab, usePresets } from './preset-tabs.tsx'
import type { ListHandle } from './use-list.ts'
import { ViewForm } from './view-form.tsx'
import styles from './view-tabs.module.css'
import { type SavedView, useViewChanges, useViewCount, useViews } from './views.ts'

type Props<Row extends { id: string }> = { handle: ListHandle<Row> }

/** Saved views as tabs; a changed one says so and can be saved, saved as another, or put back. */
export function ViewTabs<Row extends { id: string }>({ handle }: Props<Row>) {
  const { t } = useTranslation('console')
  const { views, isReady } = useViews(handle.list.name)
  const [form, setForm] = useState<SavedView | 'new' | null>(null)
  const presets = usePresets(handle)
  const now = viewOf(handle.state, handle.list)
  const open = views.find((view) => view.id === handle.state.view)
  const preset = presets.find((one) => one.key === handle.state.view)
  const changed = !sameView(now, open?.state ?? preset?.state ?? {})
  useDefaultView(handle, views, presets, isReady)
  return (
    <div className={styles.line}>
      <nav className={styles.tabs} aria-label={t('views.label')}>
        <button
          type="button"
          className={styles.tab}
          aria-current={open || preset ? undefined : 'page'}
          onClick={() => handle.replaceSearch(presets.length > 0 ? { view: 'all' } : {})}
        >
          {t('views.all')}
        </button>
        {presets.map((one) => (
          <PresetTab key={one.key} handle={handle} preset={one} isOpen={one === preset} />
        ))}
        {views.map((view) => (
          <Tab key={view.id} handle={handle} view={view} isOpen={view === open} onEdit={() => setForm(view)} />
        ))}
      </nav>
      {changed && <Changed handle={handle} open={open} onSaveAs={() => setForm('new')} />}
      {form !== null && <ViewForm list={handle.list.name} view={form} state={now} onDone={done(handle, setForm)} />}
    </div>
  )
}

function done<Row extends { id: string }>(handle: ListHandle<Row>, close: (form: null) => void) {
  return (saved: { id: string; state: Search } | null) => {
    close(null)
    if (saved) handle.replaceSearch({ ...saved.state, view: saved.id })
  }
}

/** Somebody who comes without a wish sees their default view, else the first that comes with the list. */
function useDefaultView<Row extends { id: string }>(
  handle: ListHandle<Row>,
  views: SavedView[],
  presets: readonly MadePreset[],
  isReady: boolean,
) {
  const asked = useRef(false)
  useEffect(() => {
    if (!isReady || asked.current) return
    asked.current = true
    if (Object.keys(handle.search).length > 0) return
    const first = views.find((view) => view.isDefault)
    if (first) handle.replaceSearch({ ...first.state, view: first.id })
    else if (presets[0]) handle.replaceSearch({ ...presets[0].state, view: presets[0].key })
    else handle.choose()
  })
}

type TabProps<Row extends { id: string }> = Props<Row> & { view: SavedView; isOpen: boolean; onEdit: () => void }

function Tab<Row extends { id: string }>({ handle, view, isOpen, onEdit }: TabProps<Row>) {
  const { t } = useTranslation(['console', 'common'])
  const { numbers } = useFormat()
  const can = useCan()
  const total = useViewCount(handle.list, view.state)
  const remove = useRemove(handle, view)
  const items = [
    { key: 'edit', label: t('common:do.rename') },
    { key: 'delete', label: t('common:do.delete'), danger: true },
  ]
  return (
    <span className={styles.place}>
      <button
        type="button"
        className={names(styles.tab, isOpen && styles.withMenu)}
        aria-current={isOpen ? 'page' : undefined}
        onClick={() => handle.replaceSearch({ ...view.state, view: view.id })}
      >
        {view.name}
        {total && <span className={styles.count}>{`${numbers.whole(total.count)}${total.exact ? '' : '+'}`}</span>}
      </button>
      {isOpen && (view.isMine || can('views.share')) && (
        <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => (key === 'edit' ? onEdit() : remove()) }}>
          <button type="button" className={styles.more} aria-label={t('views.menu', { name: view.name })}>
            <Icon name="down" size={12} />
          </button>
        </Dropdown>
      )}
    </span>
  )
}

function useRemove<Row extends { id: string }>(handle: ListHandle<Row>, view: SavedView) {
  const { t } = useTranslation(['console', 'common'])
  const toast = useToast()
  const textOf = useProblemText()
  const { add, remove } = useViewChanges(handle.list.name)
  const { modal } = App.useApp()
  return () =>
    modal.confirm({
      title: t('views.deleteAsk', { name: view.name }),
      okText: t('common:do.delete'),
      cancelText: t('common:do.cancel'),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await remove.mutateAsync(view)
          handle.replaceSearch({})
          toast({ text: t('common:deleted'), undo: () => void add.mutate(view) })
        } catch (error) {
          const problem = problemFrom(error)
          if (problem) toast({ text: textOf(problem), bad: true })
        }
      },
    })
}

type ChangedProps<Row extends { id: string }> = Props<Row> & { open: SavedView | undefined; onSaveAs: () => void }

function Changed<Row extends { id: string }>({ handle, open, onSaveAs }: ChangedProps<Row>) {
  const { t } = useTranslation(['console', 'common'])
  const toast = useToast()
  const textOf = useProblemText()
  const can = useCan()
  const { change } = useViewChanges(handle.list.name)
  const keep = (view: SavedView) =>
    change.mutate(
      { view, wish: { state: viewOf(handle.state, handle.list) } },
      {
        onSuccess: () => toast({ text: t('common:saved') }),
        onError: (error) => toast({ text: textOf(problemFrom(error)!), bad: true }),
      },
    )
  return (
    <span className={styles.changed}>
      {open && (
        <>
          <span className={styles.mark}>{t('views.changed')}</span>
          {(open.isMine || can('views.share')) && (
            <Button type="link" size="small" loading={change.isPending} onClick={() => keep(open)}>
              {t('views.save')}
            </Button>
          )}
          <Button type="link" size="small" onClick={() => handle.replaceSearch({ ...open.state, view: open.id })}>
            {t('views.discard')}
          </Button>
        </>
      )}
      <Button type="link" size="small" onClick={onSaveAs}>
        {t('views.saveNew')}
      </Button>
    </span>
  )
}
