import { useSay } from '@aftercare/words/web'
import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type KeyBinding, useKeyList, useKeys } from './keys.ts'
import styles from './keys-sheet.module.css'

const openSheet = 'aftercare:keys'

/** Opens the sheet from a menu. */
export function showKeys(): void {
  document.dispatchEvent(new Event(openSheet))
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
const caps: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  alt: isMac ? '⌥' : 'Alt',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
}
const shown = (key: string) =>
  key.split('+').map((part) => caps[part] ?? (part.length === 1 ? part.toUpperCase() : part))

/** `?` lists every key that works on this page. */
export function KeysSheet() {
  const { t } = useTranslation('console')
  const [open, setOpen] = useState(false)
  const groups = useKeyList()
  useKeys([{ key: '?', label: 'console:keys.help', run: () => setOpen(true) }], true)
  useEffect(() => {
    const show = () => setOpen(true)
    document.addEventListener(openSheet, show)
    return () => document.removeEventListener(openSheet, show)
  }, [])
  return (
    <Modal
      open={open}
      onCancel={() => setOpen(false)}
      footer={null}
      title={t('keys.title')}
      width={560}
      destroyOnHidden
    >
      <div className={styles.sheet}>
        <Part title={t('keys.here')} bindings={groups.flatMap((group) => (group.everywhere ? [] : group.bindings))} />
        <Part
          title={t('keys.everywhere')}
          bindings={groups.flatMap((group) => (group.everywhere ? group.bindings : []))}
        />
      </div>
    </Modal>
  )
}

function Part({ title, bindings }: { title: string; bindings: KeyBinding[] }) {
  const say = useSay()
  if (bindings.length === 0) return null
  return (
    <section>
      <h2 className={styles.title}>{title}</h2>
      <dl className={styles.list}>
        {bindings.map((binding) => (
          <div key={binding.key} className={styles.line}>
            <dt>{say(binding.label)}</dt>
            <dd>
              {shown(binding.key).map((cap) => (
                <kbd key={cap} className={styles.cap}>
                  {cap}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
