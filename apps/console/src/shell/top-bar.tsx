import { Icon } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { useConnected } from './live.ts'
import { Notices } from './notices.tsx'
import { showPalette } from './palette.ts'
import { PersonMenu } from './person-menu.tsx'
import { SearchPalette } from './search-palette.tsx'
import { useSession } from './session.ts'
import styles from './top-bar.module.css'

export function TopBar() {
  const { t } = useTranslation(['console', 'common'])
  const { tenant, person } = useSession()
  const connected = useConnected()
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.menu} aria-label={t('rail.label')} onClick={toggleRail}>
        <Icon name="menu" />
      </button>
      <button type="button" className={styles.search} onClick={showPalette} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" size={16} />
        <span className={styles.searchText}>{t('top.search')}</span>
        <kbd className={styles.key}>{t('top.searchKey')}</kbd>
      </button>
      {!connected && (
        <span className={styles.offline} role="status">
          {t('top.offline')}
        </span>
      )}
      <span className={styles.room} />
      <span className={styles.company} title={t('common:inZone', { zone: person.timeZone })}>
        {tenant.name}
        <span className={styles.zone}>{person.timeZone.replaceAll('_', ' ')}</span>
      </span>
      <Notices />
      <PersonMenu />
      <SearchPalette />
    </header>
  )
}

/** On a phone the rail lies over the page; any click outside or on a link closes it. */
function toggleRail() {
  const rail = document.getElementById('rail')
  if (!rail?.toggleAttribute('data-open')) return
  setTimeout(() => document.addEventListener('click', () => rail.removeAttribute('data-open'), { once: true }))
}
