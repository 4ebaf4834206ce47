import { SkeletonRows } from '@aftercare/ui'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { screens } from '../routes.tsx'
import { Frame } from './frame.tsx'
import { Broken, Missing } from './missing.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing, errorComponent: Broken })
const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Frame })

const bare = screens
  .filter((screen) => screen.bare)
  .map((screen) =>
    createRoute({
      getParentRoute: () => root,
      path: screen.path,
      component: lazyRouteComponent(async () => ({ default: await screen.page() })),
    }),
  )

const inside = screens
  .filter((screen) => !screen.bare)
  .map((screen) =>
    createRoute({
      getParentRoute: () => framed,
      path: screen.path,
      component: lazyRouteComponent(async () => ({ default: await screen.page() })),
      staticData: { needs: screen.needs },
      pendingComponent: () => <SkeletonRows rows={12} />,
    }),
  )

/** An unknown address keeps the rail, so that one is not lost. */
const unknown = createRoute({ getParentRoute: () => framed, path: '$', component: Missing })

/** Filters stay readable in the address: `?filter[status]=open,assigned`, as the API has them. */
function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  return text === '' ? '' : `?${text.replace(/%(5B|5D|2C|3A)/g, (code) => decodeURIComponent(code))}`
}

export const router = createRouter({
  routeTree: root.addChildren([...bare, framed.addChildren([...inside, unknown])]),
  basepath: '/console',
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch,
  scrollRestoration: true,
  // The page scrolls within the frame: without this the next one would begin as far down as the last one was read.
  scrollToTopSelectors: ['#page'],
  defaultNotFoundComponent: Missing,
})
