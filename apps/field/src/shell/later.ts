import { type ComponentType, lazy } from 'react'

/** What the first screen does not need; a network lost meanwhile must not take the screen with it. */
export const later = <P>(load: () => Promise<ComponentType<P>>) =>
  lazy(async () => ({ default: await load().catch((): ComponentType<P> => () => null) }))
