import type { Tone } from '@aftercare/ui'

const tones: Record<string, Tone> = {
  received: 'waiting',
  booked: 'planned',
  on_the_way: 'moving',
  working: 'working',
  done: 'done',
}
/** The hue of a step, the same as everywhere. */
export const toneOf = (step: string): Tone => tones[step] ?? 'neutral'
