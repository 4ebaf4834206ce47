import { addressText } from '@aftercare/words/server'
import type { Services } from '../../kit/app.ts'
import { loadCompany } from '../../kit/company/company.ts'
import type { Tx } from '../../kit/db.ts'
import { bytesOf, readFile } from '../../kit/files/index.ts'
import type { Company } from '../../kit/pdf/index.ts'

/** Where Letter is the paper in the printer. */
const LETTER = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE'])

export const paperSize = (country: string | null) => (country && LETTER.has(country) ? 'LETTER' : 'A4')

/** Who writes: the company with its logo, and the station that serves the customer; without one, where the company itself sits. */
export async function letterhead(tx: Tx, services: Services, stationId: string | null): Promise<Company> {
  const company = await loadCompany(tx)
  const station = stationId
    ? await tx
        .selectFrom('network.station')
        .select(['name', 'legal_name', 'country', 'region', 'city', 'district', 'line', 'postal_code as postalCode'])
        .select(['phone', 'email'])
        .where('id', '=', stationId)
        .executeTakeFirst()
    : undefined
  const lines = station
    ? [
        station.legal_name ?? station.name,
        addressText(station),
        [station.phone, station.email].filter(Boolean).join(' · '),
      ]
    : [company.legalName, company.address, [company.phone, company.email].filter(Boolean).join(' · ')]
  const logo = company.logoFileId ? await logoOf(tx, services, company.logoFileId) : undefined
  return { name: company.name, lines: lines.filter((line): line is string => Boolean(line)), ...(logo && { logo }) }
}

async function logoOf(tx: Tx, services: Services, fileId: string): Promise<Buffer | undefined> {
  const file = await tx.selectFrom('kit.file').select('storage_key').where('id', '=', fileId).executeTakeFirst()
  if (!file || !(await services.files.disk.exists(file.storage_key))) return undefined
  return bytesOf(await readFile(services.files, file.storage_key))
}
