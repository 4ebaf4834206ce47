import { paths } from '../../paths.ts'
import type { Screen } from '../../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.rulePacks(),
    page: () => import('./pack-list.tsx').then((m) => m.RulePacks),
    needs: 'entitlement.packs',
    rail: { group: 'promises', label: 'packs:title' },
  },
  {
    path: paths.rulePack('$packId'),
    page: () => import('./pack-page.tsx').then((m) => m.RulePackPage),
    needs: 'entitlement.packs',
  },
  {
    path: paths.rulePackVersion('$id'),
    page: () => import('./version-page.tsx').then((m) => m.RulePackVersionPage),
    needs: 'entitlement.packs',
  },
]
