import type { Problem } from '@aftercare/entitlement'
import { useTranslation } from 'react-i18next'
import styles from './packs.module.css'
import { wordOr } from './rule-text.ts'

/** What the checker found, by path. */
export function ProblemList({ problems, onShow }: { problems: readonly Problem[]; onShow: (path: string) => void }) {
  const { t } = useTranslation(['packs', 'entitlement'])
  if (problems.length === 0) return <p className={styles.note}>{t('noProblems')}</p>
  return (
    <div role="alert">
      <strong className={styles.wrong}>{t('problems', { count: problems.length })}</strong>
      <ul className={styles.problems}>
        {problems.map(({ path, code }) => (
          <li key={`${path} ${code}`}>
            <button type="button" onClick={() => onShow(path)}>
              <code>{path}</code>
              {wordOr(code, `entitlement:problem.${code}`)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
