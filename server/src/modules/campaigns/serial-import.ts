import { normaliseSerial, RuleError } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import { filledInBulk } from '../../kit/statistics.ts'
import { type ImportFinding, type ImportReport, importOutcome, readUpload } from '../../kit/tables/import-table.ts'
import { holdCampaign } from './campaigns.ts'
import { joinUnits } from './reach.ts'

const COLUMNS = [{ name: 'serial', isNeeded: true }]
const fileShape = z.object({ serial: z.string() })

/**
 * Reads a list of serials into a campaign: all rows or none. Those the register knows are in it at once when it is announced;
 * the others are kept, and join when somebody registers them.
 */
export async function importSerials(
  tx: Tx,
  services: Services,
  actor: Actor,
  campaignId: string,
  input: { fileId: string; dryRun: boolean },
  now: Date,
): Promise<ImportReport> {
  const row = await holdCampaign(tx, campaignId)
  if (row.status !== 'draft' && row.status !== 'announced')
    throw problem('campaigns.ended', 409, { status: row.status })
  const read = await readUpload({ tx, services, actor }, input.fileId, COLUMNS, fileShape)
  const wanted = new Map<string, number>()
  for (const { row: at, value } of read.rows) {
    const serial = serialOf(value.serial)
    if (typeof serial !== 'string') read.findings.push({ row: at, column: 'serial', ...serial })
    else if (wanted.has(serial))
      read.findings.push({ row: at, column: 'serial', code: 'validation.duplicate', values: {} })
    else wanted.set(serial, at)
  }
  const known = await listed(tx, campaignId, [...wanted.keys()])
  const fresh = [...wanted.keys()].filter((serial) => !known.has(serial))
  const isKept = !input.dryRun && read.findings.length === 0
  if (isKept && fresh.length > 0) await keep(tx, actor, row, fresh, now)
  return importOutcome(read, isKept, { added: fresh.length, changed: 0, unchanged: known.size })
}

function serialOf(typed: string): string | Pick<ImportFinding, 'code' | 'values'> {
  try {
    return normaliseSerial(typed)
  } catch (error) {
    if (error instanceof RuleError) return { code: `assets.${error.code}`, values: { ...error.values } }
    throw error
  }
}

async function listed(tx: Tx, campaignId: string, serials: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ serial: string }>`
    select serial from campaigns.listed_serial where tenant_id = kit.tenant() and campaign_id = ${campaignId}
      and serial = any(${serials}::text[])`.execute(tx)
  return new Set(rows.map((one) => one.serial))
}

async function keep(
  tx: Tx,
  actor: Actor,
  campaign: { id: string; number: string; status: string },
  serials: string[],
  now: Date,
): Promise<void> {
  await sql`insert into campaigns.listed_serial (id, campaign_id, serial)
    select gen_random_uuid(), ${campaign.id}, s from unnest(${serials}::text[]) s`.execute(tx)
  const units = campaign.status === 'announced' ? await joinUnits(tx, campaign.id, now) : 0
  await filledInBulk(tx, serials.length, ['campaigns.listed_serial', 'campaigns.unit'])
  await announce(tx, actor, {
    type: 'campaign.serials_read',
    subject: { type: 'campaign', id: campaign.id },
    data: { number: campaign.number, serials: serials.length, units },
  })
}
