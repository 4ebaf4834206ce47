import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.partsFinder(),
    page: () => import('./parts-finder.tsx').then((m) => m.PartsFinder),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:finder.title' },
  },
  {
    path: paths.drawings(),
    page: () => import('./drawing-list.tsx').then((m) => m.Drawings),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:drawings.title' },
  },
  {
    path: paths.drawing('$id'),
    page: () => import('./drawing-page.tsx').then((m) => m.DrawingPage),
    needs: 'parts.read',
  },
  {
    path: paths.genuineChecks(),
    page: () => import('./check-list.tsx').then((m) => m.GenuineChecks),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:genuine.checks' },
  },
  {
    path: paths.makerIssues(),
    page: () => import('./issue-list.tsx').then((m) => m.MakerIssues),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:genuine.issues', seldom: true },
  },
  {
    path: paths.genuineChain(),
    page: () => import('./chain-page.tsx').then((m) => m.GenuineChain),
    needs: 'parts.read',
  },
]
