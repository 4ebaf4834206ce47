import type { AnyRoute } from '../../kit/route.ts'

export const routes: AnyRoute[] = []
