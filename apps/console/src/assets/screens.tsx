import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.assets(),
    page: () => import('./asset-list.tsx').then((m) => m.Assets),
    needs: 'assets.read',
    rail: { group: 'desk', label: 'assets:title' },
  },
  { path: paths.newAsset(), page: () => import('./new-asset.tsx').then((m) => m.NewAsset), needs: 'assets.change' },
  { path: paths.asset('$id'), page: () => import('./asset-page.tsx').then((m) => m.AssetPage), needs: 'assets.read' },
  {
    path: paths.models(),
    page: () => import('./model-list.tsx').then((m) => m.Models),
    needs: 'assets.read',
    rail: { group: 'promises', label: 'assets:catalogue.models' },
  },
  { path: paths.model('$id'), page: () => import('./model-page.tsx').then((m) => m.ModelPage), needs: 'assets.read' },
  {
    path: paths.families(),
    page: () => import('./family-list.tsx').then((m) => m.Families),
    needs: 'assets.read',
    rail: { group: 'promises', label: 'assets:catalogue.families', seldom: true },
  },
  {
    path: paths.failureCodes(),
    page: () => import('./failure-codes.tsx').then((m) => m.FailureCodes),
    needs: 'assets.read',
    rail: { group: 'promises', label: 'assets:catalogue.failureCodes', seldom: true },
  },
]
