/** What a lookup of texts must be able to do; i18next in the apps, `words()` on the server. */
type Lookup = { has: (key: string) => boolean; say: (key: string) => string }

/**
 * A component by its code: `traction_battery`; `engine.piston` is named from the whole to the part. A step that a company named itself is
 * shown as it was written.
 */
export function partName(code: string, { has, say }: Lookup): string {
  const steps = code.split('.').map((step) => (has(`assets:part.${step}`) ? say(`assets:part.${step}`) : step))
  return steps.join(' · ')
}
