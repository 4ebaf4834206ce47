import { Facts, Icon } from '@aftercare/ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { Bar } from '../shell/bar.tsx'
import styles from './help.module.css'

/** What a technician asks when nobody can be asked: on the phone, in short paragraphs that open one by one. */
export function Help() {
  const { t } = useTranslation(['field-help', 'field', 'common', 'field-sync'])
  const buttons = {
    handing: t('field:handing.dots'),
    signOut: t('common:do.signOut'),
    save: t('field-sync:save.do'),
  }
  return (
    <>
      <Bar title={t('field:help')} back={paths.today()} />
      <div className={styles.page}>
        <p className={styles.quiet}>{t('intro')}</p>
        <Section title={t('offline.title')} texts={[t('offline.goOn'), t('offline.keep'), t('offline.needs')]} />
        <Section title={t('marks.title')}>
          <Marks />
        </Section>
        <Section title={t('full.title')} texts={[t('full.early'), t('full.room')]} />
        <Section title={t('handOver.title')} texts={[t('handOver.how', buttons), t('handOver.then')]} />
        <Section title={t('save.title')} texts={[t('save.file', buttons), t('save.lost')]} />
        <Section title={t('recalls.title')} texts={[t('recalls.recall'), t('recalls.articles')]} />
        <Section title={t('clockTitle')} texts={[t('clock.means'), t('clock.do')]} />
      </div>
    </>
  )
}

function Section({ title, texts, children }: { title: string; texts?: string[]; children?: ReactNode }) {
  return (
    <details className={styles.section}>
      <summary>
        {title}
        <Icon name="down" size={18} />
      </summary>
      {texts?.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {children}
    </details>
  )
}

/** Each as it stands on the screen. */
function Marks() {
  const { t } = useTranslation(['field-help', 'field'])
  const facts = [
    { label: t('field:online'), value: t('marks.online') },
    { label: t('field:offline'), value: t('marks.offline') },
    { label: t('field:noServer.bar'), value: t('marks.noServer') },
    { label: t('field:waiting', { count: 3 }), value: t('marks.waiting') },
    { label: t('field:sync.state.failed'), value: t('marks.failed') },
    { label: t('field:sync.state.conflict'), value: t('marks.conflict') },
    { label: t('field:sync.atDesk'), value: t('marks.atDesk') },
  ]
  return <Facts facts={facts} />
}
