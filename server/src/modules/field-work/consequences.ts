import { normaliseSerial } from '@aftercare/rules'
import type { Tx } from '../../kit/db.ts'
import { fitComponent, readMeter } from '../assets/index.ts'
import { recordRepair } from '../entitlement/index.ts'
import { keepOldParts, type Use, useParts } from '../parts/index.ts'
import { checklistOf } from './checklists.ts'
import { workLines } from './prices.ts'
import type { Answers, ReportRow } from './report.ts'
import type { TapCall } from './status.ts'
import { localDayOf, type Work } from './work.ts'

/** Parts with a number or a place go into the machine's own list; the part that was there comes out. */
export async function fitParts({ tx, actor, now }: TapCall, work: Work, at: string): Promise<void> {
  const lines = (await workLines(tx, [work.id])).get(work.id) ?? []
  for (const line of lines) {
    if (line.kind !== 'part' || !(line.partSerial || line.component)) continue
    const position = line.component ?? line.code ?? 'part'
    const replacesId = await fittedAt(tx, work.assetId!, position, line.removedSerial)
    const input = {
      position,
      partNumber: line.code ?? line.name,
      name: { en: line.name },
      serial: line.partSerial,
      fittedAt: notLater(at, now),
      visitId: work.id,
      ...(replacesId && { replacesId }),
    }
    await fitComponent(tx, actor, work.assetId!, input, now)
  }
}

/** What a visit took from stock, as the parts module wants to know it. */
export async function usedOn(tx: Tx, work: Work, now: Date): Promise<Use> {
  const lines = (await workLines(tx, [work.id])).get(work.id) ?? []
  return {
    ...{ visitId: work.id, workOrderId: work.workOrderId, requestId: work.requestId, stationId: work.stationId },
    ...{ technicianId: work.technicianId, assetId: work.assetId, country: work.country },
    timeZone: work.timeZone,
    day: localDayOf(now, work.timeZone),
    lines: lines.filter((line) => line.kind === 'part' || line.kind === 'consumable'),
  }
}

export async function bookParts({ tx, actor, now }: TapCall, work: Work, at: string): Promise<void> {
  await useParts(tx, actor, await usedOn(tx, work, now), new Date(notLater(at, now)), now)
}

/** Old parts that go back are labelled with the end of the visit: no step of their own. */
export async function labelOldParts({ tx, actor, now }: TapCall, work: Work, at: string): Promise<void> {
  await keepOldParts(tx, actor, await usedOn(tx, work, now), new Date(notLater(at, now)), now)
}

/** What the new part takes the place of: the one whose number was read, else the one in that position. */
async function fittedAt(tx: Tx, assetId: string, position: string, serial: string | null): Promise<string | undefined> {
  const row = await tx
    .selectFrom('assets.component')
    .select('id')
    .where('asset_id', '=', assetId)
    .where('removed_at', 'is', null)
    .$if(serial !== null, (q) => q.where('serial', '=', normaliseSerial(serial!)))
    .$if(serial === null, (q) => q.where('position', '=', position))
    .orderBy('fitted_at', 'desc')
    .executeTakeFirst()
  return row?.id
}

/** Measurements that are readings of the product's meter. */
export async function noteMeters(
  { tx, actor, now }: TapCall,
  work: Work,
  report: ReportRow,
  at: string,
): Promise<void> {
  const answers = report.answers as unknown as Answers
  const list = await checklistOf(tx, work, report.checklist_id, report.checklist_version)
  for (const item of list.items) {
    const value = answers[item.key]?.value
    if (!item.meter || typeof value !== 'number') continue
    const reading = {
      kind: item.meter,
      value,
      at: notLater(answers[item.key]?.at ?? at, now),
      source: 'visit' as const,
    }
    await readMeter(tx, actor, work.assetId!, reading, now)
  }
}

/** Repairs of the same fault count against the limits of the law, whoever paid. */
export async function noteRepair(
  tx: Tx,
  work: Work,
  report: ReportRow,
  input: { outcome: string; at: string },
  now: Date,
): Promise<void> {
  if (work.requestKind !== 'repair') return
  const lines = ((await workLines(tx, [work.id])).get(work.id) ?? []).filter((line) => isForTheFault(line, work))
  const under = lines.map((line) => UNDER[line.payer]).find((one) => one !== undefined)
  await recordRepair(tx, {
    assetId: work.assetId!,
    source: { type: 'visit', id: work.id },
    inAt: work.startedAt ?? work.arrivedAt ?? work.startsAt,
    outAt: input.outcome === 'not_fixed' ? null : new Date(notLater(input.at, now)),
    timeZone: work.timeZone,
    symptomCode: report.symptom_code ?? work.symptomCode,
    severeSafety: work.isSafety,
    noFaultFound: input.outcome === 'no_fault_found',
    under: under ?? (lines.length > 0 ? 'customer' : null),
    replaced: lines.flatMap((line) => (line.kind === 'part' && line.component ? [{ assembly: line.component }] : [])),
  })
}

/** What a recall pays is no repair of the fault that was told, unless it is done to the very thing that has it. */
const isForTheFault = (line: { payer: string; component: string | null }, work: Work) =>
  line.payer !== 'recall' || (work.component !== null && line.component === work.component)

const UNDER: Record<string, 'statute' | 'warranty' | 'contract' | 'goodwill'> = {
  statute: 'statute',
  manufacturer: 'warranty',
  recall: 'warranty',
  contract: 'contract',
  goodwill: 'goodwill',
}

/** A phone's clock may run ahead; nothing has happened later than now. */
const notLater = (at: string, now: Date) => new Date(Math.min(Date.parse(at), now.getTime())).toISOString()
