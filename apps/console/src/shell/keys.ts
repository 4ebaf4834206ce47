import type { WordKey } from '@aftercare/words/web'
import { useEffect, useRef, useSyncExternalStore } from 'react'

export type KeyBinding = {
  /** `j`, `Enter`, `Escape`, `?`, `mod+k` (Ctrl, or ⌘ on a Mac), `alt+ArrowDown`. */
  key: string
  label: WordKey
  run: (event: KeyboardEvent) => void
  /** Also while typing in a field; only for combinations nobody types. */
  inFields?: boolean
}

type Group = { everywhere: boolean; bindings: readonly KeyBinding[] }
const groups = new Set<{ current: Group }>()
const watchers = new Set<() => void>()
let listed: Group[] = []

function changed() {
  listed = [...groups].map((group) => group.current)
  for (const tell of watchers) tell()
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox],[type=radio]), textarea, select, [role=combobox]')
  )
}

/** An open dialog has the keyboard to itself. */
const dialogIsOpen = () =>
  document.querySelector('dialog[open], .ant-modal-wrap:not([style*="display: none"])') !== null

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 && !/[?/]/.test(event.key) ? event.key.toLowerCase() : event.key
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${key}`
}

function onKey(event: KeyboardEvent) {
  // While an input method composes, Enter and letters belong to it.
  if (event.isComposing || event.defaultPrevented || event.keyCode === 229) return
  const name = nameOf(event)
  const typing = isTyping(event.target)
  const pressing = name === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a, button, summary')
  if (pressing) return
  for (const group of [...groups].reverse()) {
    const binding = group.current.bindings.find((one) => one.key === name)
    if (!binding || (typing && !binding.inFields) || (dialogIsOpen() && !binding.inFields)) continue
    event.preventDefault()
    binding.run(event)
    return
  }
}

/** Binds keys while the component is there. The one mounted last wins; all are listed on the `?` sheet. */
export function useKeys(bindings: readonly KeyBinding[], everywhere = false): void {
  const own = useRef<Group>({ everywhere, bindings })
  own.current = { everywhere, bindings }
  useEffect(() => {
    if (groups.size === 0) document.addEventListener('keydown', onKey)
    groups.add(own)
    changed()
    return () => {
      groups.delete(own)
      changed()
      if (groups.size === 0) document.removeEventListener('keydown', onKey)
    }
  }, [])
}

/** What can be pressed now, for the sheet. */
export function useKeyList(): Group[] {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => listed,
  )
}
