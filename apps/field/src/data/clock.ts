/** What was measured when the server last told the time. */
export interface Measured {
  /** Server time minus device time, milliseconds. */
  offsetMs: number
  /** Clock of the device minus the time since the app started, then: it jumps when somebody sets the clock. */
  drift: number
}

export interface Moment {
  /** When it is, as far as known: the clock of the device put right. */
  at: string
  /** What the clock of the device shows. */
  deviceAt: number
  offsetMs: number
  /** False when the clock may have been set since it was measured. */
  isSure: boolean
}

/** Below this a jump is the machine's own adjusting. */
const JUMP_MS = 2_000

/**
 * The time by the server's clock. A clock set back while the app runs shows (the time since the start does not go back with
 * it) and is made good. One that ran ahead may have been set, or the phone slept: then the offset stays, but is not sure.
 */
export function momentOf(measured: Measured | null, deviceAt: number, sinceStart: number): Moment {
  const jump = measured ? deviceAt - sinceStart - measured.drift : 0
  const setBack = jump < -JUMP_MS ? -jump : 0
  const offsetMs = Math.round((measured?.offsetMs ?? 0) + setBack)
  return {
    at: new Date(deviceAt + offsetMs).toISOString(),
    deviceAt,
    offsetMs,
    isSure: measured !== null && Math.abs(jump) <= JUMP_MS,
  }
}

/** From the server's own word for the time: half of the way there and back is taken to be the way back. */
export const measure = (serverAt: number, sentAt: number, gotAt: number, sinceStart: number): Measured => ({
  offsetMs: Math.round(serverAt - (sentAt + gotAt) / 2),
  drift: gotAt - sinceStart,
})

const REMEMBERED = 'aftercare.field.clock'
let measured: Measured | null = null

/** The offset of the last time the app ran; its drift is of another start, so nothing is sure until measured anew. */
function remembered(): Measured | null {
  const text = globalThis.localStorage?.getItem(REMEMBERED)
  return text ? { offsetMs: Number(text), drift: Number.NaN } : null
}

export function keepMeasured(next: Measured): void {
  measured = next
  globalThis.localStorage?.setItem(REMEMBERED, String(next.offsetMs))
}

/** Now. Every fact is stamped with it. */
export function clockNow(): Moment {
  return momentOf(measured ?? remembered(), Date.now(), performance.now())
}

export const timeNow = (): string => clockNow().at

/** From here on it is said: promises are made by the quarter of an hour, and a clock that is set by the network is closer than this. */
export const WRONG_MS = 120_000
