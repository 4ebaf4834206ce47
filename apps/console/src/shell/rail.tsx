import { Icon, Logo, names } from '@aftercare/ui'
import { useSay } from '@aftercare/words/web'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { Go } from './go.tsx'
import styles from './rail.module.css'
import { type RailEntry, useRail } from './rail-entries.ts'

const kept = 'aftercare.rail'

/** The work of this person, by group. Narrow it shows icons alone; on a phone it opens over the page. */
export function Rail() {
  const { t } = useTranslation('console')
  const say = useSay()
  const groups = useRail()
  const all = groups.flatMap(({ entries }) => entries)
  // The list of contracts is not where one is when their renewals are open: that has an entry of its own.
  const isAbove = (path: string) => all.some((one) => one.path.startsWith(`${path}/`))
  const [narrow, setNarrow] = useState(() => localStorage.getItem(kept) === 'narrow')
  useEffect(() => localStorage.setItem(kept, narrow ? 'narrow' : 'wide'), [narrow])
  const list = useInSight()
  return (
    <nav className={names(styles.rail, narrow && styles.narrow)} id="rail" aria-label={t('rail.label')}>
      <Go to={paths.home()} exact className={styles.home} aria-label={`${say('common:product')}: ${t('title')}`}>
        <Logo size={24} />
        <span className={styles.name}>{say('common:product').split(' ')[0]}</span>
      </Go>
      <div className={styles.groups} ref={list}>
        {groups.map(({ group, entries }) => (
          <section key={group} className={styles.group} aria-label={t(`rail.${group}`)}>
            <h2 className={styles.title} title={t(`rail.${group}`)}>
              <Icon name={group} size={18} />
              <span>{t(`rail.${group}`)}</span>
            </h2>
            <Entries entries={entries} isAbove={isAbove} />
          </section>
        ))}
      </div>
      <button
        type="button"
        className={styles.fold}
        aria-label={t(narrow ? 'rail.expand' : 'rail.collapse')}
        title={t(narrow ? 'rail.expand' : 'rail.collapse')}
        onClick={() => setNarrow(!narrow)}
      >
        <Icon name={narrow ? 'right' : 'left'} size={16} />
      </button>
    </nav>
  )
}

type EntriesProps = { entries: RailEntry[]; isAbove: (path: string) => boolean }

/** What is used daily, and the rest under "More": open while its page is. */
function Entries({ entries, isAbove }: EntriesProps) {
  const { t } = useTranslation('console')
  const say = useSay()
  const here = useRouterState({ select: (router) => router.location.pathname })
  const [daily, seldom] = [entries.filter((one) => !one.seldom), entries.filter((one) => one.seldom)]
  const list = (some: RailEntry[]) => (
    <ul>
      {some.map(({ path, label }) => (
        <li key={path}>
          <Go to={path} exact={isAbove(path)} className={styles.entry} title={say(label)}>
            {say(label)}
          </Go>
        </li>
      ))}
    </ul>
  )
  return (
    <div className={styles.entries}>
      {list(daily)}
      {seldom.length > 0 && (
        <details open={seldom.some(({ path }) => here === path || here.startsWith(`${path}/`))}>
          <summary className={styles.entry}>{t('rail.more')}</summary>
          {list(seldom)}
        </details>
      )}
    </div>
  )
}

const SPACE = 24
/** The entry of this page is in sight, however far down its group stands. */
function useInSight() {
  const list = useRef<HTMLDivElement>(null)
  const path = useRouterState({ select: (router) => router.location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is another entry
  useEffect(() => {
    const box = list.current
    const entry = box?.querySelector('[aria-current="page"]')
    if (!box || !entry) return
    const [seen, at] = [box.getBoundingClientRect(), entry.getBoundingClientRect()]
    if (at.bottom > seen.bottom) box.scrollTop += at.bottom - seen.bottom + SPACE
    else if (at.top < seen.top) box.scrollTop -= seen.top - at.top + SPACE
  }, [path])
  return list
}
