export { prepareSlots } from './board.ts'
export type { SlotBoard, SlotBoardOptions, SlotOffer, SlotWish } from './model.ts'
export { slotsFor } from './offers.ts'
export { fitsFromParts } from './parts.ts'
