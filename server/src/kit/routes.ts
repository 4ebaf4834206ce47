import { routes as files } from './files/routes.ts'
import type { AnyRoute } from './route.ts'

/** Routes of the kit itself: files, saved views, notices, tasks, search. */
export const routes: AnyRoute[] = [...files]
