const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const LETTERS: Record<string, number> = {
  ...{ A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9 },
  ...{ S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 },
}

/** What a VIN is worth: `problem` null = fine; `checkDigitRight` is a hint where the digit is not compulsory. */
export interface VinCheck {
  problem: 'vin_length' | 'vin_characters' | 'vin_check_digit' | null
  checkDigitRight: boolean | null
  northAmerica: boolean
}

/**
 * Checks a normalised vehicle identification number: 17 characters without I, O, Q (ISO 3779), and where position 9 must
 * be a check digit (North America, first character 1–5; 49 CFR 565.15) that it is right.
 */
export function checkVin(vin: string): VinCheck {
  const northAmerica = /^[1-5]/.test(vin)
  if (vin.length !== 17) return { problem: 'vin_length', checkDigitRight: null, northAmerica }
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(vin)) return { problem: 'vin_characters', checkDigitRight: null, northAmerica }
  const checkDigitRight = vin[8] === vinCheckDigit(vin)
  return { problem: northAmerica && !checkDigitRight ? 'vin_check_digit' : null, checkDigitRight, northAmerica }
}

/** The digit (or X for ten) that belongs at position 9 of a 17-character VIN without I, O, Q. */
export function vinCheckDigit(vin: string): string {
  const sum = [...vin].reduce((total, sign, i) => total + WEIGHTS[i]! * (LETTERS[sign] ?? Number(sign)), 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}
