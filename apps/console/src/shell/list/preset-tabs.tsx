import { useFormat, useSay } from '@aftercare/words/web'
import { useEffect, useMemo, useRef } from 'react'
import { useSession } from '../session.ts'
import type { Preset } from './define-list.ts'
import { type Search, sameView, viewOf } from './list-state.ts'
import type { ListHandle } from './use-list.ts'
import styles from './view-tabs.module.css'
import { useViewCount } from './views.ts'

export type MadePreset = Omit<Preset, 'state'> & { state: Search }

const freshFor = 300_000

/**
 * The views that come with a list, as they are now. "Overdue" means until now, and now moves: a link or a tab left open
 * overnight is brought up to date when it is opened.
 */
export function usePresets<Row extends { id: string }>(handle: ListHandle<Row>): readonly MadePreset[] {
  const session = useSession()
  const { presets = [] } = handle.list
  const now = Math.floor(Date.now() / freshFor) * freshFor
  const made = useMemo(
    () => presets.map((preset) => ({ ...preset, state: preset.state(session, new Date(now)) })),
    [presets, session, now],
  )
  const last = useRef(made)
  useEffect(() => {
    const before = last.current.find((one) => one.key === handle.state.view)
    const open = made.find((one) => one.key === handle.state.view)
    const asked = viewOf(handle.state, handle.list)
    const isFirst = last.current === made
    last.current = made
    if (!open || sameView(asked, open.state)) return
    // What the person changed by hand stays; only the moment is renewed.
    const isBare = Object.keys(asked).length === 0
    const isStale = isFirst
      ? isBare || sameKeys(asked, open.state)
      : before !== undefined && sameView(asked, before.state)
    if (isStale) handle.replaceSearch({ ...open.state, view: open.key })
  })
  return made
}

const sameKeys = (a: Search, b: Search) => Object.keys(a).sort().join() === Object.keys(b).sort().join()

type TabProps<Row extends { id: string }> = { handle: ListHandle<Row>; preset: MadePreset; isOpen: boolean }

export function PresetTab<Row extends { id: string }>({ handle, preset, isOpen }: TabProps<Row>) {
  const say = useSay()
  const { numbers } = useFormat()
  const total = useViewCount(handle.list, preset.state)
  return (
    <span className={styles.place}>
      <button
        type="button"
        className={styles.tab}
        aria-current={isOpen ? 'page' : undefined}
        onClick={() => handle.replaceSearch({ ...preset.state, view: preset.key })}
      >
        {say(preset.label)}
        {total && <span className={styles.count}>{`${numbers.whole(total.count)}${total.exact ? '' : '+'}`}</span>}
      </button>
    </span>
  )
}
