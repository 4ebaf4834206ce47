import { z } from 'zod'
import { country } from '../../kit/shapes.ts'

export const PACKING_GROUPS = ['I', 'II', 'III'] as const
export const LITHIUM = ['ion', 'metal'] as const
/** Alone; packed with or built into equipment. */
const UN_OF_LITHIUM = { ion: ['3480', '3481'], metal: ['3090', '3091'] } as const

/** What customs and carriers ask of a part. */
export const travelFields = {
  originCountry: country.nullable(),
  unNumber: z
    .string()
    .regex(/^\d{4}$/)
    .nullable()
    .describe('four digits, without UN'),
  hazardClass: z
    .string()
    .regex(/^[1-9](\.[1-6][A-S]?)?$/)
    .nullable()
    .describe('3, 2.1, 1.4S'),
  packingGroup: z.enum(PACKING_GROUPS).nullable(),
  lithium: z.enum(LITHIUM).nullable().describe('the kind of battery whose mark the parcel bears'),
  netGrams: z.number().int().min(1).max(1_000_000_000).nullable(),
}

export interface Dangers {
  unNumber: string | null
  hazardClass: string | null
  packingGroup: string | null
  lithium: string | null
}

/** Which field does not go with the others, and why; null when all is well. */
export function dangerFault(of: Dangers): { field: keyof Dangers; code: string } | null {
  if (of.lithium) {
    const known: readonly string[] = UN_OF_LITHIUM[of.lithium as 'ion']
    if (!of.unNumber || !known.includes(of.unNumber)) return { field: 'unNumber', code: 'parts.un_of_lithium' }
  }
  if (of.packingGroup && !of.unNumber) return { field: 'unNumber', code: 'validation.required' }
  if (of.unNumber && !of.hazardClass) return { field: 'hazardClass', code: 'validation.required' }
  return null
}
