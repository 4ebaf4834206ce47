/** What other modules may use of the parts. */

export { finishDemands } from './demands.ts'
export { makersOf } from './genuine.ts'
export { checkAndKeep, mustBeGenuine } from './genuine-evidence.ts'
export { checkView, visitCheckBody } from './genuine-shapes.ts'
export { groundOf } from './ground.ts'
export { shelf } from './places.ts'
export { type Document, type End, type Move, type Posted, post } from './posting.ts'
export { orderParts } from './purchases.ts'
export { draftShipment } from './shipments.ts'
export { PART_SOURCES, type PartSource, sourcesNeeded, type Use, useParts } from './using.ts'
export { keepUnscanned, partDuties, proofsNeeded } from './using-genuine.ts'
export { vanStock, vanStockView } from './van-stock.ts'
