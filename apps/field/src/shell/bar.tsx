import { Icon, LanguageSwitch, Logo, Sheet, ThemeSwitch } from '@aftercare/ui'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOutbox } from '../data/use-store.ts'
import { paths } from '../paths.ts'
import styles from './bar.module.css'
import { useOnline } from './online.ts'
import { useUnreached } from './reach.ts'
import { useSession } from './session.ts'
import { SignOut } from './sign-out.tsx'

/** The top of every screen: where one is, whether there is a network, the menu. */
export function Bar({ title, back }: { title: string; back?: string }) {
  const { t } = useTranslation(['field', 'common'])
  const online = useOnline()
  const unreached = useUnreached(useSession().person.timeZone)
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
        <Link
          to={paths.sync()}
          className={styles.net}
          data-online={online && !unreached}
          data-stuck={stuck || undefined}
        >
          <span role="status">
            {t(!online ? 'offline' : unreached ? 'noServer.bar' : 'online')}
            {ops.length > 0 && <strong className={styles.waiting}>{t('waiting', { count: ops.length })}</strong>}
            {ops.length === 0 && online && unreached?.since && (
              <span className={styles.waiting}>{t('noServer.since', { time: unreached.since })}</span>
            )}
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
  const unsent = useOutbox()?.length ?? 0
  return (
    <div className={styles.items}>
      <p className={styles.person}>
        <strong>{person.name}</strong>
        <span>{tenant.name}</span>
      </p>
      <LanguageSwitch />
      <ThemeSwitch />
      <nav>
        <Link to={paths.sync()} className={styles.way}>
          <span>{t('sync.title')}</span>
          {unsent > 0 && <strong>{t('waiting', { count: unsent })}</strong>}
          <Icon name="right" size={18} />
        </Link>
        <Link to={paths.sheet()} className={styles.way}>
          <span>{t('sheet.title')}</span>
          <Icon name="right" size={18} />
        </Link>
        <Link to={paths.articles()} className={styles.way}>
          <span>{t('articles')}</span>
          <Icon name="right" size={18} />
        </Link>
        <Link to={paths.help()} className={styles.way}>
          <span>{t('help')}</span>
          <Icon name="right" size={18} />
        </Link>
      </nav>
      <div className={styles.out}>
        <SignOut />
      </div>
    </div>
  )
}
