import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.stations(),
    page: () => import('./station-list.tsx').then((m) => m.Stations),
    needs: 'network.read',
    rail: { group: 'network', label: 'network:title' },
  },
  {
    path: paths.stationTree(),
    page: () => import('./station-tree.tsx').then((m) => m.StationTree),
    needs: 'network.read',
  },
  {
    path: paths.newStation(),
    page: () => import('./new-station.tsx').then((m) => m.NewStation),
    needs: 'network.change',
  },
  {
    path: paths.stationDocuments(),
    page: () => import('./document-list.tsx').then((m) => m.StationDocuments),
    needs: 'network.read',
    rail: { group: 'network', label: 'network:documents' },
  },
  {
    path: paths.station('$id'),
    page: () => import('./station-page.tsx').then((m) => m.StationPage),
    needs: 'network.read',
  },
]
