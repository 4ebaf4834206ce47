import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.replenishment(),
    page: () => import('./proposal-list.tsx').then((m) => m.Replenishment),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'replenishment:title' },
  },
  {
    path: paths.replenishmentCost(),
    page: () => import('./what-if.tsx').then((m) => m.WhatIf),
    needs: 'parts.read',
  },
]
