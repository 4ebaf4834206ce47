import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.standards(),
    page: () => import('./standard-list.tsx').then((m) => m.Standards),
    needs: 'parts.value',
    rail: { group: 'parts', label: 'parts:standards.title', seldom: true },
  },
  {
    path: paths.stockValues(),
    page: () => import('./value-list.tsx').then((m) => m.StockValues),
    needs: 'parts.value',
    rail: { group: 'parts', label: 'parts:values.title', seldom: true },
  },
  {
    path: paths.stockAt(),
    page: () => import('./stock-at.tsx').then((m) => m.StockAt),
    needs: 'parts.read',
  },
  {
    path: paths.stockClosings(),
    page: () => import('./closing-list.tsx').then((m) => m.StockClosings),
    needs: 'parts.read',
    rail: { group: 'settings', label: 'parts:closing.title' },
  },
  {
    path: paths.partClasses(),
    page: () => import('./part-classes.tsx').then((m) => m.PartClasses),
    needs: 'parts.read',
    rail: { group: 'settings', label: 'parts:classes.title' },
  },
]
