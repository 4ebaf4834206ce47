/** Days a term can start on. The first four belong to the product, the others to `dates` of the case, under the same name. */
export const productDays = ['sale', 'delivery', 'installation', 'registration'] as const
export const otherDays = [
  'manufacture',
  'productionEnd',
  /** The fault was found, or the buyer could know of it. */
  'discovery',
  /** The buyer asked for the remedy. */
  'request',
  /** The trader accepted the claim. */
  'acceptance',
  /** The first working season of a farm machine began. */
  'seasonStart',
  /** A service was finished. */
  'service',
  'partRequest',
  'formIssue',
  /** A part was fitted. */
  'fitting',
  /** The repair was promised for this day. */
  'promised',
] as const
export const startDays = [...productDays, ...otherDays] as const

export type OtherDay = (typeof otherDays)[number]
export type StartDay = (typeof startDays)[number]
