// Forms of the VAT numbers of the EU, by prefix (European Commission, VIES: "VAT identification number structure").
const FORMS: Record<string, string> = {
  AT: 'U\\d{8}',
  BE: '[01]\\d{9}',
  BG: '\\d{9,10}',
  CY: '\\d{8}[A-Z]',
  CZ: '\\d{8,10}',
  DE: '\\d{9}',
  DK: '\\d{8}',
  EE: '\\d{9}',
  EL: '\\d{9}',
  ES: '[A-Z0-9]\\d{7}[A-Z0-9]',
  FI: '\\d{8}',
  FR: '[A-HJ-NP-Z0-9]{2}\\d{9}',
  HR: '\\d{11}',
  HU: '\\d{8}',
  IE: '(\\d{7}[A-W][A-I]?|\\d[A-Z+*]\\d{5}[A-W])',
  IT: '\\d{11}',
  LT: '(\\d{9}|\\d{12})',
  LU: '\\d{8}',
  LV: '\\d{11}',
  MT: '\\d{8}',
  NL: '\\d{9}B\\d{2}',
  PL: '\\d{10}',
  PT: '\\d{9}',
  RO: '\\d{2,10}',
  SE: '\\d{12}',
  SI: '\\d{8}',
  SK: '\\d{10}',
}

/** Whether it has the form of a VAT number of an EU country, prefix included: `DE123456789`. Says nothing about its validity today. */
export function isVatId(text: string): boolean {
  const form = FORMS[text.slice(0, 2)]
  return form !== undefined && new RegExp(`^${form}$`).test(text.slice(2))
}

/** Countries of the EU by ISO code; Greece is GR, its VAT numbers begin with EL. */
export const isEuCountry = (country: string): boolean =>
  (country === 'GR' ? 'EL' : country) in FORMS && country !== 'EL'
