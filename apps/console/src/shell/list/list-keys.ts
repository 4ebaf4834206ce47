import type { RefObject } from 'react'
import { useGo } from '../go.tsx'
import { type KeyBinding, useKeys } from '../keys.ts'
import { useCan } from '../session.ts'
import type { ListHandle } from './use-list.ts'
import type { Selection } from './use-selection.ts'

type Parts<Row extends { id: string }> = {
  handle: ListHandle<Row>
  selection: Selection
  active: string | null
  setActive: (id: string | null) => void
  find: RefObject<HTMLInputElement | null>
}

/** J and K walk the rows (and the open panel with them), X picks, Enter opens, Escape steps back, / searches, C creates. */
export function useListKeys<Row extends { id: string }>({
  handle,
  selection,
  active,
  setActive,
  find,
}: Parts<Row>): void {
  const go = useGo()
  const can = useCan()
  const { list, rows, state } = handle
  const at = rows.findIndex((row) => row.id === active)
  const row = rows[at]
  const step = (by: number) => {
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)]
    if (!next) return
    setActive(next.id)
    if (state.open !== null) handle.change({ open: next.id })
  }
  const openRow = () => {
    if (!row) return
    if (list.Panel && state.open === null) handle.change({ open: row.id })
    else if (list.pathOf) go(list.pathOf(row))
  }
  const stepBack = () => {
    if (state.open !== null) handle.change({ open: null })
    else if (selection.ids.size > 0) selection.clear()
    else setActive(null)
  }
  const bindings: KeyBinding[] = [
    { key: 'j', label: 'console:keys.down', run: () => step(1) },
    { key: 'k', label: 'console:keys.up', run: () => step(-1) },
    { key: 'x', label: 'console:keys.pick', run: () => row && selection.toggle(row.id) },
    { key: 'Enter', label: 'console:keys.open', run: openRow },
    { key: 'Escape', label: 'console:keys.close', run: stepBack },
  ]
  if (list.searchable) bindings.push({ key: '/', label: 'console:keys.find', run: () => find.current?.focus() })
  const { create } = list
  if (create && can(create.needs)) bindings.push({ key: 'c', label: 'console:keys.create', run: () => create.run(go) })
  useKeys(bindings)
}
