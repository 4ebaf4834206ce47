export type { SlotBoard, SlotOffer, SlotWish } from './model.ts'
