import { useState } from 'react'

const kept = (list: string) => `aftercare.widths.${list}`

/** Widths are a matter of this screen's size, so they stay on the device and out of the shared address. */
export function useColumnWidths(list: string) {
  const [widths, setWidths] = useState<Record<string, number>>(() =>
    JSON.parse(localStorage.getItem(kept(list)) ?? '{}'),
  )
  return {
    of: (key: string): number | undefined => widths[key],
    set: (key: string, width: number) => {
      const next = { ...widths, [key]: Math.min(800, Math.max(60, Math.round(width))) }
      setWidths(next)
      localStorage.setItem(kept(list), JSON.stringify(next))
    },
  }
}
