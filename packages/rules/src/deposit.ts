const MARK = 'CORE:'

/** How the line of a core deposit names its part. */
export const depositCode = (part: string): string => `${MARK}${part}`

/** The number of the part a line is the core deposit for; null of any other line. */
export const depositPart = (code: string | null | undefined): string | null =>
  code?.startsWith(MARK) ? code.slice(MARK.length) : null

/**
 * The id of the deposit that stands beside the line of its part (both UUIDs). Made from that line alone, so that a phone without a
 * network and the server write the same one, however often it is told. Version 8 is for ids made by a rule of one's own.
 */
export const depositId = (lineId: string): string =>
  lineId.slice(0, 14) + (lineId[14] === '8' ? '7' : '8') + lineId.slice(15)

/** Who pays nothing of a part, or brought their own, leaves no deposit for it. */
export const leavesDeposit = (line: {
  kind: string
  code: string | null
  unitMinor: string | bigint
  customerSharePct: number
}): boolean => line.kind === 'part' && line.code !== null && BigInt(line.unitMinor) > 0n && line.customerSharePct > 0
