/** What a code says: the label of a product, a serial number, or null when it is somebody else's web address. */
export function labelIn(text: string): { company: string; token: string } | { serial: string } | null {
  const label = /^https?:\/\/[^/]+\/(?:portal\/)?q\/([^/?#]+)\/([^/?#]+)/.exec(text.trim())
  if (label) return { company: decodeURIComponent(label[1]!), token: decodeURIComponent(label[2]!) }
  if (/^\w+:/.test(text) || text.trim().length > 80 || text.trim() === '') return null
  return { serial: text.trim() }
}
