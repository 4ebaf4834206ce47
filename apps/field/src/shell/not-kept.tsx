import { useToast } from '@aftercare/ui'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * Screens write to the memory and show what it holds: a write that failed changes nothing on them. That is said here, in one
 * place, for whoever did not wait for it. Full is what a person can do something about.
 */
export function NotKept() {
  const { t } = useTranslation('field')
  const show = useToast()
  useEffect(() => {
    const heard = ({ reason }: PromiseRejectionEvent) => {
      if (isFull(reason)) show({ text: t('room.full'), bad: true })
    }
    addEventListener('unhandledrejection', heard)
    return () => removeEventListener('unhandledrejection', heard)
  }, [show, t])
  return null
}

/** As the browser says it, or wrapped by Dexie: a transaction that was given up names its reason. */
function isFull(error: unknown): boolean {
  const { name, inner } = (error ?? {}) as { name?: string; inner?: unknown }
  return name === 'QuotaExceededError' || (inner !== undefined && inner !== error && isFull(inner))
}
