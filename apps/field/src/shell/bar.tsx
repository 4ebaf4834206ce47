import { Button, Icon, LanguageSwitch, Logo, Sheet, ThemeSwitch } from '@aftercare/ui'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryClient } from './api.ts'
import styles from './bar.module.css'
import { useOnline } from './online.ts'
import { forgetSession, useSession } from './session.ts'

/** The top of every screen: where one is, whether there is a network, the menu. */
export function Bar({ title, back }: { title: string; back?: string }) {
  const { t } = useTranslation(['field', 'common'])
  const online = useOnline()
  const [open, setOpen] = useState(false)
  return (
    <>
      <header className={styles.bar}>
        {back === undefined ? (
          <Logo size={26} />
        ) : (
          <Link to={back} className={styles.back} aria-label={t('common:do.back')}>
            <Icon name="left" size={24} />
          </Link>
        )}
        <h1 className={styles.title}>{title}</h1>
        <span className={styles.net} data-online={online} role="status">
          {t(online ? 'online' : 'offline')}
        </span>
        <button type="button" className={styles.menu} aria-label={t('menu.title')} onClick={() => setOpen(true)}>
          <Icon name="menu" size={24} />
        </button>
      </header>
      <Sheet open={open} title={t('menu.title')} onClose={() => setOpen(false)}>
        <Menu />
      </Sheet>
    </>
  )
}

function Menu() {
  const { t } = useTranslation('common')
  const { person, tenant } = useSession()
  const signOut = async () => {
    await call('POST', '/api/auth/sign-out', { body: {} })
    forgetSession()
    queryClient.clear()
    location.assign(`${import.meta.env.BASE_URL}sign-in`)
  }
  return (
    <div className={styles.items}>
      <p className={styles.person}>
        <strong>{person.name}</strong>
        <span>{tenant.name}</span>
      </p>
      <LanguageSwitch />
      <ThemeSwitch />
      <Button block onClick={() => void signOut()}>
        {t('do.signOut')}
      </Button>
    </div>
  )
}
