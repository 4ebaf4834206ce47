import { checkVin, foldSerial, normaliseSerial, RuleError } from '@aftercare/rules'
import { invalid } from '../../kit/problem.ts'

/** Classes of product whose serial number is a VIN. */
const VEHICLES = ['household-car', 'household-pickup', 'vehicle']

/** The serial as it is stored and as it is searched; for vehicles it must be a VIN that can be right. */
export function storedSerial(typed: string, productClass: string): { serial: string; serial_fold: string } {
  const serial = normalised(typed)
  if (VEHICLES.some((one) => productClass === one || productClass.startsWith(`${one}.`))) {
    const { problem } = checkVin(serial)
    if (problem) throw invalid({ path: 'serial', code: `assets.${problem}` })
  }
  return { serial, serial_fold: foldSerial(serial) }
}

export function normalised(typed: string): string {
  try {
    return normaliseSerial(typed)
  } catch (error) {
    if (error instanceof RuleError)
      throw invalid({ path: 'serial', code: `assets.${error.code}`, values: { ...error.values } })
    throw error
  }
}
