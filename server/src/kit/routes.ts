import { routes as company } from './company/routes.ts'
import { routes as events } from './events-route.ts'
import { routes as files } from './files/routes.ts'
import { routes as live } from './live-route.ts'
import { routes as notices } from './notices/routes.ts'
import type { AnyRoute } from './route.ts'
import { routes as search } from './search-route.ts'
import { routes as tasks } from './tasks/routes.ts'
import { routes as views } from './views/routes.ts'

/** Routes of the kit itself: files, notices, tasks, saved views, the company, search, history, live news. */
export const routes: AnyRoute[] = [...company, ...files, ...notices, ...tasks, ...views, ...search, ...events, ...live]
