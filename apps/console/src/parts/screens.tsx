import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.stock(),
    page: () => import('./stock-list.tsx').then((m) => m.Stock),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:stock' },
  },
  {
    path: paths.parts(),
    page: () => import('./part-list.tsx').then((m) => m.Parts),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:title' },
  },
  {
    path: paths.stockMovements(),
    page: () => import('./movement-list.tsx').then((m) => m.StockMovements),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:movements' },
  },
  {
    path: paths.stockPlaces(),
    page: () => import('./place-list.tsx').then((m) => m.StockPlaces),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:places' },
  },
  { path: paths.part('$id'), page: () => import('./part-page.tsx').then((m) => m.PartPage), needs: 'parts.read' },
  {
    path: paths.stockDocument('$id'),
    page: () => import('./document-page.tsx').then((m) => m.StockDocumentPage),
    needs: 'parts.read',
  },
]
