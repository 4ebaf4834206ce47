import type { FieldDay } from './store.ts'

/** The rule packs of one country as the phone keeps them. */
export interface KeptRules {
  country: string
  digest: string
  packs: unknown[]
}
/** What the server sent, with the packs it left out because the phone has them. */
export function mergeRules(sent: FieldDay['rules'], kept: readonly KeptRules[]): KeptRules[] {
  return sent.flatMap(({ country, digest, packs }) => {
    const all = packs ?? kept.find((one) => one.digest === digest)?.packs
    return all ? [{ country, digest, packs: all }] : []
  })
}
