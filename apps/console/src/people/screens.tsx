import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.people(),
    page: () => import('./people-list.tsx').then((m) => m.People),
    needs: 'people.read',
    rail: { group: 'network', label: 'people:title' },
  },
  {
    path: paths.newPerson(),
    page: () => import('./new-person.tsx').then((m) => m.NewPerson),
    needs: 'people.change',
  },
  {
    path: paths.certificates(),
    page: () => import('./certificate-list.tsx').then((m) => m.Certificates),
    needs: 'people.read',
    rail: { group: 'network', label: 'people:certificates' },
  },
  {
    path: paths.person('$id'),
    page: () => import('./person-page.tsx').then((m) => m.PersonPage),
    needs: 'people.read',
  },
]
