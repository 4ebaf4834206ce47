import { useToast } from '@aftercare/ui'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { refusedWrite } from '../data/refused-write.ts'

/**
 * Screens write to the memory and show what it holds: a write that failed changes nothing on them. That is said here, in one
 * place, for whoever did not wait for it. Full is what a person can do something about.
 */
export function NotKept() {
  const { t } = useTranslation('field')
  const show = useToast()
  useEffect(() => {
    const heard = ({ reason }: PromiseRejectionEvent) => {
      const why = refusedWrite(reason)
      if (why) show({ text: t(why === 'full' ? 'room.full' : 'room.refused'), bad: true })
    }
    addEventListener('unhandledrejection', heard)
    return () => removeEventListener('unhandledrejection', heard)
  }, [show, t])
  return null
}
