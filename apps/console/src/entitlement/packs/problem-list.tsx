import type { Problem } from '@aftercare/entitlement'
import { useTranslation } from 'react-i18next'
import styles from './packs.module.css'
import { wordOr } from './rule-text.ts'

type Props = {
  problems: readonly Problem[]
  onShow: (path: string) => void
  /** The place in words; the JSON view shows the path, which is what stands there. */
  place?: (path: string) => string
}

/** What the checker found, each with its place. */
export function ProblemList({ problems, onShow, place }: Props) {
  const { t } = useTranslation(['packs', 'entitlement'])
  if (problems.length === 0) return <p className={styles.note}>{t('noProblems')}</p>
  return (
    <div role="alert">
      <strong className={styles.wrong}>{t('problems', { count: problems.length })}</strong>
      <ul className={styles.problems}>
        {problems.map(({ path, code }) => (
          <li key={`${path} ${code}`}>
            <button type="button" onClick={() => onShow(path)}>
              {place ? <strong title={path}>{place(path)}</strong> : <code>{path}</code>}
              {wordOr(code, `entitlement:problem.${code}`)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
