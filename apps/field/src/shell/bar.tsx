import { Button, Icon, LanguageSwitch, Logo, Sheet, ThemeSwitch } from '@aftercare/ui'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetStore } from '../data/store.ts'
import { useOutbox, useStore } from '../data/use-store.ts'
import { paths } from '../paths.ts'
import { call, queryClient } from './api.ts'
import styles from './bar.module.css'
import { useOnline } from './online.ts'
import { forgetSession, useSession } from './session.ts'

/** The top of every screen: where one is, whether there is a network, the menu. */
export function Bar({ title, back }: { title: string; back?: string }) {
  const { t } = useTranslation(['field', 'common'])
  const online = useOnline()
  const ops = useOutbox() ?? []
  const stuck = ops.some((op) => op.state === 'failed' || op.state === 'conflict')
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
        <Link to={paths.sync()} className={styles.net} data-online={online} data-stuck={stuck || undefined}>
          <span role="status">
            {t(online ? 'online' : 'offline')}
            {ops.length > 0 && <strong className={styles.waiting}>{t('waiting', { count: ops.length })}</strong>}
          </span>
        </Link>
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
  const { t } = useTranslation(['field', 'common'])
  const { person, tenant } = useSession()
  const store = useStore()
  const unsent = useOutbox()?.length ?? 0
  const [sure, setSure] = useState(false)
  const signOut = async () => {
    // What was not sent is lost with the phone's memory: said before, and only then done.
    if ((await store.outbox.count()) > 0 && !sure) return setSure(true)
    await call('POST', '/api/auth/sign-out', { body: {} })
    await forgetStore(person.id)
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
      <Link to={paths.sync()} className={styles.sync}>
        {t('sync.title')}
        {unsent > 0 && <strong>{t('waiting', { count: unsent })}</strong>}
      </Link>
      {sure && (
        <p className={styles.warn} role="alert">
          {t('signOut.unsent', { count: unsent })}
        </p>
      )}
      <Button block kind={sure ? 'danger' : 'plain'} onClick={() => void signOut()}>
        {t(sure ? 'signOut.anyway' : 'common:do.signOut')}
      </Button>
    </div>
  )
}
