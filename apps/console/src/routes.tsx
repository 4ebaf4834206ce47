import { screens as assets } from './assets/screens.tsx'
import { screens as billing } from './billing/screens.tsx'
import { screens as campaigns } from './campaigns/screens.tsx'
import { screens as catalogue } from './catalogue/screens.tsx'
import { screens as contracts } from './contracts/screens.tsx'
import { screens as desk } from './desk/screens.tsx'
import { screens as dispatch } from './dispatch/screens.tsx'
import { screens as limits } from './entitlement/limits/screens.tsx'
import { screens as rulePacks } from './entitlement/packs/screens.tsx'
import { screens as entitlement } from './entitlement/screens.tsx'
import { screens as fieldWork } from './field-work/screens.tsx'
import { screens as insight } from './insight/screens.tsx'
import { screens as knowledge } from './knowledge/screens.tsx'
import { screens as network } from './network/screens.tsx'
import { screens as parties } from './parties/screens.tsx'
import { screens as parts } from './parts/screens.tsx'
import { screens as people } from './people/screens.tsx'
import { screens as replenishment } from './replenishment/screens.tsx'
import { screens as requests } from './requests/screens.tsx'
import { screens as settings } from './settings/screens.tsx'
import { screens as shell } from './shell/screens.tsx'
import { screens as store } from './store/screens.tsx'
import { screens as valuation } from './valuation/screens.tsx'
import { screens as voice } from './voice/screens.tsx'

/** Every screen of the console. A module adds its `screens.tsx` here: one import, one entry. */
export const screens = [
  ...desk,
  ...requests,
  ...insight,
  ...shell,
  ...voice,
  ...parties,
  ...assets,
  ...dispatch,
  ...fieldWork,
  ...parts,
  ...valuation,
  ...store,
  ...replenishment,
  ...catalogue,
  ...billing,
  ...contracts,
  ...limits,
  ...entitlement,
  ...rulePacks,
  ...campaigns,
  ...knowledge,
  ...network,
  ...people,
  ...settings,
]
