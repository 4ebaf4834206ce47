import { routes as files } from './files/routes.ts'
import { routes as notices } from './notices/routes.ts'
import type { AnyRoute } from './route.ts'
import { routes as tasks } from './tasks/routes.ts'

/** Routes of the kit itself: files, notices, tasks, saved views, the company, search, live news. */
export const routes: AnyRoute[] = [...files, ...notices, ...tasks]
