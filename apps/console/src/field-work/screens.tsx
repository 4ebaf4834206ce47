import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.visit('$id'),
    page: () => import('./visit-page.tsx').then((m) => m.VisitPage),
    needs: 'field_work.read',
  },
  {
    path: paths.serviceReports(),
    page: () => import('./service-reports.tsx').then((m) => m.ServiceReports),
    needs: 'field_work.read',
    rail: { group: 'field', label: 'field-work:service-reports.title' },
  },
  {
    path: paths.lateFacts(),
    page: () => import('./late-facts.tsx').then((m) => m.LateFacts),
    needs: 'dispatch.plan',
    rail: { group: 'field', label: 'field-work:late-facts.title' },
  },
  {
    path: paths.phones(),
    page: () => import('./phones.tsx').then((m) => m.Phones),
    needs: 'people.read',
    rail: { group: 'field', label: 'field-work:phones.title' },
  },
  {
    path: paths.workTimes(),
    page: () => import('./work-times.tsx').then((m) => m.WorkTimes),
    needs: 'dispatch.plan',
    rail: { group: 'field', label: 'field-work:work_times.title' },
  },
  {
    path: paths.expenses(),
    page: () => import('./expenses.tsx').then((m) => m.Expenses),
    needs: 'dispatch.plan',
    rail: { group: 'field', label: 'field-work:expenses.title' },
  },
  {
    path: paths.checklists(),
    page: () => import('./checklists.tsx').then((m) => m.Checklists),
    needs: 'field_work.checklists',
    rail: { group: 'settings', label: 'field-work:checklists.title' },
  },
]
