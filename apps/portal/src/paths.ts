/** Every address of the portal. The company is in the address: a label is scanned before anybody is known. */
export const paths = {
  start: (company: string) => `/${company}`,
  serial: (company: string, serial: string) => `/${company}/serials/${encodeURIComponent(serial)}`,
  /** Where the QR code on a product leads (`/q/…` of the server redirects here). */
  label: (company: string, token: string) => `/q/${company}/${token}`,
}
