import { checkPack, type Pack } from '@aftercare/entitlement'
import { Alert } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeOf, placesIn } from './json-places.ts'
import styles from './packs.module.css'
import { ProblemList } from './problem-list.tsx'

/** The pack as it is stored. What is wrong is named by its path, and one press leads to the place. */
export function JsonTab({ pack, onChange }: { pack: Pack; onChange: ((pack: Pack) => void) | undefined }) {
  const { t } = useTranslation('packs')
  const [text, setText] = useState(() => JSON.stringify(pack, null, 2))
  const area = useRef<HTMLTextAreaElement>(null)
  const { value, reason } = parsed(text)
  const problems = reason === null ? checkPack(value) : []
  const write = (next: string) => {
    setText(next)
    const now = parsed(next)
    // Anything that is an object is kept, wrong or not: saving is what waits for the checker.
    if (now.reason === null && isPackLike(now.value)) onChange?.(now.value)
  }
  const show = (path: string) => {
    const place = placeOf(placesIn(text), path)
    const { current } = area
    if (!current) return
    current.focus()
    current.setSelectionRange(place, place + 1)
    const line = text.slice(0, place).split('\n').length
    current.scrollTop = (line - 5) * Number.parseFloat(getComputedStyle(current).lineHeight)
  }
  return (
    <div className={styles.stack}>
      {reason !== null && <Alert type="error" showIcon title={t('notJson', { reason })} />}
      {reason === null && <ProblemList problems={problems} onShow={show} />}
      <textarea
        ref={area}
        className={styles.json}
        value={text}
        readOnly={!onChange}
        spellCheck={false}
        aria-label={t('tab.json')}
        onChange={(event) => write(event.target.value)}
      />
    </div>
  )
}

function parsed(text: string): { value: unknown; reason: string | null } {
  try {
    return { value: JSON.parse(text), reason: null }
  } catch (error) {
    return { value: null, reason: (error as Error).message }
  }
}

/** Enough of a pack for the other tabs to show it. */
function isPackLike(value: unknown): value is Pack {
  const { rules, productClasses } = (value ?? {}) as Partial<Pack>
  const isRule = (rule: unknown) => {
    const { id, when, covers, remedies, source } = (rule ?? {}) as Record<string, unknown>
    const lists =
      Array.isArray(covers) && Array.isArray(remedies) && remedies.every((one) => Array.isArray(one?.options))
    return typeof id === 'string' && typeof when === 'object' && when !== null && lists && typeof source === 'object'
  }
  return Array.isArray(rules) && Array.isArray(productClasses) && rules.every(isRule)
}
