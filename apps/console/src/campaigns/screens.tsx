import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.campaigns(),
    page: () => import('./campaign-list.tsx').then((m) => m.Campaigns),
    needs: 'campaigns.read',
    rail: { group: 'quality', label: 'campaigns:short' },
  },
  {
    path: paths.newCampaign(),
    page: () => import('./new-campaign.tsx').then((m) => m.NewCampaign),
    needs: 'campaigns.manage',
  },
  {
    path: paths.campaign('$id'),
    page: () => import('./campaign-page.tsx').then((m) => m.CampaignPage),
    needs: 'campaigns.read',
  },
]
