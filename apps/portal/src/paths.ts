/** Every address of the portal. The company is in the address: a label is scanned before anybody is known. */
export const paths = {
  start: (company: string) => `/${company}`,
  serial: (company: string, serial: string) => `/${company}/serials/${encodeURIComponent(serial)}`,
  /** Where the QR code on a product leads (`/q/…` of the server redirects here). */
  label: (company: string, token: string) => `/q/${company}/${token}`,
  ask: (company: string, kind: string, known: { label?: string; serial?: string; words?: string } = {}) => {
    const query = new URLSearchParams(known).toString()
    return `/${company}/ask/${kind}${query && `?${query}`}`
  },
  mine: (company: string) => `/${company}/requests`,
  request: (company: string, id: string) => `/${company}/requests/${id}`,
  quotation: (company: string, id: string) => `/${company}/quotations/${id}`,
  /** The link of a mail: the token is the key to its offer. */
  offer: (company: string, token: string) => `/${company}/offers/${token}`,
  prices: (company: string) => `/${company}/prices`,
  contract: (company: string, id: string) => `/${company}/contracts/${id}`,
  signIn: (company: string, to: string, address = '') =>
    `/${company}/sign-in?${new URLSearchParams({ to, ...(address && { address }) })}`,
}
