import { Icon, LanguageSwitch, ThemeSwitch, useProblemText, useToast } from '@aftercare/ui'
import { Popover, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, call, problemFrom } from './api.ts'
import { Go } from './go.tsx'
import { showKeys } from './keys-sheet.tsx'
import styles from './person-menu.module.css'
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
      <button type="button" className={styles.face} aria-expanded={open}>
        <span aria-hidden="true">{initials(person.name)}</span>
        <span className={styles.said}>{t('top.person', { name: person.name })}</span>
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
  const { t } = useTranslation(['console', 'common', 'people'])
  const { person, roles } = useSession()
  const signOut = useSignOut()
  // Mail and paper follow the language chosen here.
  const profile = $api.useMutation('put', '/api/v1/session/profile')
  return (
    <div className={styles.menu}>
      <p className={styles.name}>{person.name}</p>
      <p className={styles.email}>{person.email}</p>
      <p className={styles.email}>{roles.map((role) => t(`common:role.${role}`)).join(' · ')}</p>
      <hr className={styles.line} />
      <Companies />
      <LanguageSwitch onChoose={(language) => profile.mutate({ body: { language } })} />
      <ThemeSwitch />
      <hr className={styles.line} />
      <Go to={paths.profile()} className={styles.item}>
        <Icon name="person" size={16} />
        {t('people:profile.title')}
      </Go>
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

/** For those who work for several companies; the page starts anew, so that nothing of one shows in the other. */
function Companies() {
  const { t } = useTranslation('console')
  const { companies, tenant } = useSession()
  const change = $api.useMutation('put', '/api/v1/session/company', {
    onSuccess: () => location.assign(import.meta.env.BASE_URL),
  })
  if (companies.length < 2) return null
  return (
    <Select
      aria-label={t('top.companies')}
      value={tenant.id}
      loading={change.isPending}
      options={companies.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => change.mutate({ body: { id } })}
    />
  )
}

function useSignOut() {
  const toast = useToast()
  const textOf = useProblemText()
  return async () => {
    try {
      await call('POST', '/api/auth/sign-out', { body: {} })
      // A fresh page: nothing of this person stays in memory.
      location.assign(`${import.meta.env.BASE_URL}sign-in`)
    } catch (error) {
      const problem = problemFrom(error)
      if (problem) toast({ text: textOf(problem), bad: true })
    }
  }
}
