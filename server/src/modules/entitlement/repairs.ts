import { sql } from 'kysely'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'

/** A repair as the law counts it. Whoever did the work hands it down; `source` makes a second telling a correction. */
export interface RepairDone {
  assetId: string
  source: { type: string; id: string }
  inAt: Date
  outAt?: Date | null
  timeZone: string
  symptomCode?: string | null
  severeSafety?: boolean
  noFaultFound?: boolean
  under?: 'statute' | 'warranty' | 'contract' | 'goodwill' | 'customer' | null
  replaced?: { assembly?: string; mainPart?: string }[]
  delayCause?: 'producer_parts' | 'repairer' | 'customer' | 'other' | null
  meterKm?: number | null
  excludedDays?: number | null
}

/** Notes a repair in the product's history: it counts against the limits of exchange and refund from now on. */
export async function recordRepair(tx: Tx, repair: RepairDone): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into entitlement.repair (id, asset_id, source_type, source_id, in_at, out_at, time_zone, symptom_code,
      severe_safety, no_fault_found, under, replaced, delay_cause, meter_km, excluded_days)
    values (${newId()}, ${repair.assetId}, ${repair.source.type}, ${repair.source.id}, ${repair.inAt}, ${repair.outAt ?? null},
      ${repair.timeZone}, ${repair.symptomCode ?? null}, ${repair.severeSafety ?? false}, ${repair.noFaultFound ?? false},
      ${repair.under ?? null}, ${JSON.stringify(repair.replaced ?? [])}::jsonb, ${repair.delayCause ?? null},
      ${repair.meterKm ?? null}, ${repair.excludedDays ?? null})
    on conflict (tenant_id, source_type, source_id) do update set
      in_at = excluded.in_at, out_at = excluded.out_at, symptom_code = excluded.symptom_code,
      severe_safety = excluded.severe_safety, no_fault_found = excluded.no_fault_found, under = excluded.under,
      replaced = excluded.replaced, delay_cause = excluded.delay_cause, meter_km = excluded.meter_km,
      excluded_days = excluded.excluded_days
    returning id`.execute(tx)
  await announce(tx, systemActor(tenantOf(tx)), {
    type: 'repair.recorded',
    subject: { type: 'repair', id: rows[0]!.id },
    threadId: repair.assetId,
    data: { assetId: repair.assetId, source: repair.source.type, symptomCode: repair.symptomCode ?? null },
  })
}
