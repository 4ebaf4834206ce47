import { RuleError } from './errors.ts'

const INVISIBLE = /[\s\p{Cf}]/gu
const DASHES = /\p{Pd}/gu

/**
 * The stored form of a serial number, the same however it was typed or scanned: full width to half, upper case, without
 * spaces, invisible characters and dashes. Throws `serial_empty`, `serial_too_long` (over 64 characters).
 */
export function normaliseSerial(text: string): string {
  const serial = text.normalize('NFKC').replace(INVISIBLE, '').replace(DASHES, '').toUpperCase()
  if (serial === '') throw new RuleError('serial_empty')
  if (serial.length > 64) throw new RuleError('serial_too_long', { length: serial.length, max: 64 })
  return serial
}

/**
 * A serial as a stranger may see it: the first 3 and last 4 characters, the rest stars. Of a short one less is shown,
 * never more than a quarter at the front and a third at the back, so that masking always hides something.
 */
export function maskSerial(serial: string): string {
  const letters = [...serial]
  const front = Math.min(3, Math.floor(letters.length / 4))
  const back = Math.min(4, Math.floor(letters.length / 3))
  return letters.map((letter, i) => (i < front || i >= letters.length - back ? letter : '*')).join('')
}

/**
 * The form in which fragments are searched: letters and digits only, upper case, and the look-alikes 0→O, 1→I, 8→B, so
 * that a fragment read off a dirty label is found. Both sides of the comparison must be folded; may be empty.
 */
export function foldSerial(text: string): string {
  const plain = text.normalize('NFKC').toUpperCase()
  return plain
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[018]/g, (digit) => (digit === '0' ? 'O' : digit === '1' ? 'I' : 'B'))
}
