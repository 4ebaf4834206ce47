import { z } from 'zod'

/** Shapes that many routes share. */
export const id = z.uuid()
export const instant = z.iso.datetime({ offset: true })
export const day = z.iso.date()
export const money = z.object({ minor: z.string(), currency: z.string() })
export const country = z.string().regex(/^[A-Z]{2}$/)
export const language = z.enum(['en', 'zh-CN', 'zh-TW'])
export const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}, 'time zone')
/** A name in three languages; English is the fallback. */
export const names = z.object({ en: z.string(), 'zh-CN': z.string().optional(), 'zh-TW': z.string().optional() })
export const line = z.string().trim().min(1).max(200)
export const paragraph = z.string().trim().min(1).max(20_000)
export const byId = z.object({ id })
export const person = z.object({ id, name: z.string() })
