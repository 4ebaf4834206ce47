import { SkeletonRows } from '@aftercare/ui'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { screens } from '../routes.tsx'
import { Gate } from './gate.tsx'
import { Missing } from './missing.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing })
const gate = createRoute({ getParentRoute: () => root, id: 'gate', component: Gate })

const routeOf = (screen: (typeof screens)[number]) =>
  createRoute({
    getParentRoute: () => (screen.open ? root : gate),
    path: screen.path,
    component: lazyRouteComponent(async () => ({ default: await screen.page() })),
    pendingComponent: () => <SkeletonRows rows={8} height={56} />,
  })

const open = screens.filter((screen) => screen.open).map(routeOf)
const inside = screens.filter((screen) => !screen.open).map(routeOf)

export const router = createRouter({
  routeTree: root.addChildren([...open, gate.addChildren(inside)]),
  basepath: '/field',
  scrollRestoration: true,
})
