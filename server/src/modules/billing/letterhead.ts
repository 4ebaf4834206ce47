import { addressText } from '@aftercare/words/server'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { readFile } from '../../kit/files/index.ts'
import type { Company } from '../../kit/pdf/index.ts'

/** Where Letter is the paper in the printer. */
const LETTER = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE'])

export const paperSize = (country: string | null) => (country && LETTER.has(country) ? 'LETTER' : 'A4')

/** Who writes: the company with its logo, and the station that serves the customer. */
export async function letterhead(tx: Tx, services: Services, stationId: string | null): Promise<Company> {
  const company = await tx.selectFrom('kit.company').select(['name', 'logo_file_id']).executeTakeFirstOrThrow()
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
    : []
  const logo = company.logo_file_id ? await logoOf(tx, services, company.logo_file_id) : undefined
  return { name: company.name, lines: lines.filter((line): line is string => Boolean(line)), ...(logo && { logo }) }
}

async function logoOf(tx: Tx, services: Services, fileId: string): Promise<Buffer | undefined> {
  const file = await tx.selectFrom('kit.file').select('storage_key').where('id', '=', fileId).executeTakeFirst()
  if (!file || !(await services.files.disk.exists(file.storage_key))) return undefined
  return bytesOf(await readFile(services.files, file.storage_key))
}

export async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
