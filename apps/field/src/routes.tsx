import { screens as articles } from './articles/screens.ts'
import { screens as daySheet } from './day-sheet/screens.ts'
import { screens as help } from './help/screens.ts'
import { screens as job } from './job/screens.ts'
import { screens as map } from './map/screens.ts'
import { screens as shell } from './shell/screens.ts'
import { screens as sync } from './sync/screens.ts'
import { screens as today } from './today/screens.ts'

/** Every screen of the field app. A new folder adds its `screens.ts` here: one import, one entry. */
export const screens = [...shell, ...today, ...job, ...sync, ...daySheet, ...map, ...articles, ...help]
