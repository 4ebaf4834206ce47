import { Card, CopyText } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import type { Asset } from './asset-page.tsx'
import styles from './history.module.css'
import { useNamed } from './named.ts'

/** The whole machine a product belongs to, known from any of its parts. */
export function TreeCard({ asset }: { asset: Asset }) {
  const { t } = useTranslation('assets')
  const named = useNamed()
  const depths = new Map<string, number>()
  for (const one of asset.tree) depths.set(one.id, one.parentId === null ? 0 : (depths.get(one.parentId) ?? 0) + 1)
  return (
    <Card title={t('page.tree')}>
      <ul className={styles.list}>
        {ordered(asset.tree).map((one) => (
          <li
            key={one.id}
            className={styles.node}
            style={{ paddingInlineStart: (depths.get(one.id) ?? 0) * 18 }}
            aria-current={one.id === asset.id || undefined}
          >
            <Go to={paths.asset(one.id)}>{named(one.model.name)}</Go>
            <span className={styles.note}>
              <CopyText text={one.serial} /> {one.id === asset.id && t('page.this')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Each part right below what it is built into. */
function ordered(tree: Asset['tree']): Asset['tree'] {
  const below = (parentId: string | null): Asset['tree'] =>
    tree.filter((one) => one.parentId === parentId).flatMap((one) => [one, ...below(one.id)])
  return below(null)
}
