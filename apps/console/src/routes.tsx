import { screens as assets } from './assets/screens.tsx'
import { screens as insight } from './insight/screens.tsx'
import { screens as parties } from './parties/screens.tsx'
import { screens as shell } from './shell/screens.tsx'

/** Every screen of the console. A module adds its `screens.tsx` here: one import, one entry. */
export const screens = [...insight, ...shell, ...parties, ...assets]
