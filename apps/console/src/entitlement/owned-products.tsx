import type { Answer } from '@aftercare/api'
import { CopyText } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { AssetStatus } from '../assets/asset-status.tsx'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import { OutcomeTag } from './outcome-tag.tsx'
import styles from './owned-products.module.css'
import { CoverLine } from './warranty-bars.tsx'

type Owned = Answer<'/api/v1/customers/{id}/overview'>['assets'][number]

/** What a customer owns, machines with their parts below them, each with the cover that runs longest. */
export function OwnedProducts({ assets }: { assets: readonly Owned[] }) {
  const { t } = useTranslation('parties')
  const { language } = useFormat()
  if (assets.length === 0) return <p className={styles.none}>{t('page.noProducts')}</p>
  return (
    <ul className={styles.list}>
      {inTree(assets).map(({ asset, depth }) => (
        <li key={asset.id} className={styles.one} style={{ paddingInlineStart: depth * 20 }}>
          <span className={styles.what}>
            <Go to={paths.asset(asset.id)}>{asset.model.name[language] ?? asset.model.name.en}</Go>
            <span className={styles.serial}>
              <CopyText text={asset.serial} />
              {asset.customerTag}
            </span>
          </span>
          <span className={styles.state}>
            <OutcomeTag outcome={asset.cover.outcome} />
            {asset.status !== 'in_use' && <AssetStatus status={asset.status} />}
          </span>
          <span className={styles.cover}>
            <CoverLine coverage={asset.coverage} until={asset.cover.coveredUntil} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Parts follow their machine; a part whose machine is somebody else's stands by itself. */
function inTree(assets: readonly Owned[]): { asset: Owned; depth: number }[] {
  const known = new Set(assets.map((asset) => asset.id))
  const below = (parentId: string | null, depth: number): { asset: Owned; depth: number }[] =>
    assets
      .filter((asset) => (asset.parentId !== null && known.has(asset.parentId) ? asset.parentId : null) === parentId)
      .flatMap((asset) => [{ asset, depth }, ...below(asset.id, depth + 1)])
  return below(null, 0)
}
