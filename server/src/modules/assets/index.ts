/** What other modules may use of the installed base. */
export { assetPageOf, componentsOf, metersOf, viewOfAsset } from './asset-page.ts'
export { addAsset } from './assets.ts'
export { fitComponent, removeComponent } from './components.ts'
export { failureCodes } from './failure-codes.ts'
export { type LabelState, labelToken, labelUrl, readLabel, readSerial } from './label.ts'
export { assetOfExternal, assetOfSerial, findAsset } from './lookup.ts'
export { readMeter } from './meters.ts'
export { modelOf } from './models.ts'
export { registerAsset, registerScanned } from './registration.ts'
export {
  assetPage,
  assetView,
  componentBody,
  componentView,
  meterBody,
  meterView,
  type NewAsset,
  registrationBody,
  VOID_CODES,
} from './shapes.ts'
export { assetVisible, shareAsset } from './visible.ts'
export { restoreCover, voidCover } from './voiding.ts'
export { countryOfAsset } from './where.ts'
