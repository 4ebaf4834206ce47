import { Icon, LanguageSwitch, ThemeSwitch, useToast } from '@aftercare/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { call, problemFrom } from './api.ts'
import { Go, useGo } from './go.tsx'
import { showKeys } from './keys-sheet.tsx'
import styles from './person-menu.module.css'
import { useProblemText } from './problem-text.ts'
import { useSession } from './session.ts'

/** Who I am, in which language and light, on which devices; and the way out. */
export function PersonMenu() {
  const { t } = useTranslation('console')
  const { person } = useSession()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={<Menu onDone={() => setOpen(false)} />}
    >
      <button
        type="button"
        className={styles.face}
        aria-label={t('top.person', { name: person.name })}
        aria-expanded={open}
      >
        {initials(person.name)}
      </button>
    </Popover>
  )
}

/** Han names by their last two characters, others by their initials. */
export function initials(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return [...name.replaceAll(/\s/g, '')].slice(-2).join('')
  const parts = name.trim().split(/\s+/)
  return `${parts[0]?.[0] ?? ''}${parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : ''}`.toUpperCase()
}

function Menu({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(['console', 'common'])
  const { person, roles } = useSession()
  const signOut = useSignOut()
  return (
    <div className={styles.menu}>
      <p className={styles.name}>{person.name}</p>
      <p className={styles.email}>{person.email}</p>
      <p className={styles.email}>{roles.map((role) => t(`common:role.${role as 'technician'}`)).join(' · ')}</p>
      <hr className={styles.line} />
      <LanguageSwitch />
      <ThemeSwitch />
      <hr className={styles.line} />
      <Go to={paths.devices()} className={styles.item}>
        <Icon name="lock" size={16} />
        {t('top.sessions')}
      </Go>
      <button
        type="button"
        className={styles.item}
        onClick={() => {
          onDone()
          showKeys()
        }}
      >
        <Icon name="menu" size={16} />
        {t('top.shortcuts')}
      </button>
      <button type="button" className={styles.item} onClick={signOut}>
        <Icon name="right" size={16} />
        {t('common:do.signOut')}
      </button>
    </div>
  )
}

function useSignOut() {
  const queries = useQueryClient()
  const go = useGo()
  const toast = useToast()
  const textOf = useProblemText()
  return async () => {
    try {
      await call('POST', '/api/auth/sign-out', { body: {} })
      go(paths.signIn())
      queries.clear()
    } catch (error) {
      const problem = problemFrom(error)
      if (problem) toast({ text: textOf(problem), bad: true })
    }
  }
}
