/** How long a visit of a kind usually takes, until the order says otherwise. */
const MINUTES: Record<string, number> = {
  repair: 90,
  maintenance: 60,
  installation: 120,
  inspection: 45,
  question: 30,
  complaint: 60,
  return: 30,
}

export function usualMinutes(kind: string): number {
  return MINUTES[kind] ?? 60
}
