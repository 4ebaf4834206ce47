import { EmptyState } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { At } from '../../shell/at.tsx'
import { Go } from '../../shell/go.tsx'
import { type PackAnswer, type VersionAnswer, VersionState } from './marks.tsx'
import styles from './packs.module.css'

/** Every version that was ever written or used, newest first. */
export function VersionList({ versions }: { versions: PackAnswer['versions'] }) {
  const { t } = useTranslation('packs')
  const { calendarDay } = useFormat()
  if (versions.length === 0) return <EmptyState title={t('noVersions')} hint={t('noVersionsHint')} />
  return (
    <ul className={styles.versions}>
      {versions.map((one) => (
        <li key={one.id} className={styles.version}>
          <Go to={paths.rulePackVersion(one.id)}>{one.packVersion}</Go>
          <VersionState state={one.state} />
          {one.inForceFrom && <span>{`${t('field.inForceFrom')} ${calendarDay(one.inForceFrom)}`}</span>}
          <span className={styles.note}>{one.withdrawnBecause ?? one.reason}</span>
          <Happened of={one} />
        </li>
      ))}
    </ul>
  )
}

/** Who did what with a version, newest first. */
export function Happened({ of }: { of: Pick<VersionAnswer, 'happened'> }) {
  const { t } = useTranslation('packs')
  if (of.happened.length === 0) return <p className={styles.hint}>{t('nothingHappened')}</p>
  return (
    <ol className={styles.happened}>
      {of.happened.map(({ type, at, by }) => (
        <li key={`${type} ${at}`}>
          {t(`event.${type.replace('.', '_')}` as 'event.rule_pack_drafted')}
          {by && ` · ${by}`} · <At at={at} />
        </li>
      ))}
    </ol>
  )
}
