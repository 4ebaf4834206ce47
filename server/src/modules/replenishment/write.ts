import { type NetworkLine, rowKey } from '@aftercare/parts-planning'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import type { Read, Reckoned } from './reckon.ts'
import type { ProposalFacts } from './shapes.ts'

const BLOCK = 500

/** Writes a plan down in place of the one before; what was decided of earlier ones stays. Returns its figures. */
export async function writePlan(tx: Tx, runId: string, read: Read, plan: Extract<Reckoned, { kind: 'plan' }>) {
  await tx.deleteFrom('replenishment.proposal').where('state', 'in', ['open', 'outdated']).execute()
  const rows = rowsOf(read, plan)
  for (let at = 0; at < rows.length; at += BLOCK)
    await sql`insert into replenishment.proposal (id, run_id, kind, part_id, place_id, station_id, from_place_id, to_place_id, supplier, quantity,
        unit_minor, money_minor, level, position, mean, fill, risk, rule, facts)
      select x.id, ${runId}, x.kind, x.part, x.place, x.station, x."from", x."to", x.supplier, x.quantity, x.unit, x.money, x.level, x.position,
        x.mean, x.fill, x.risk, x.rule, x.facts
      from jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + BLOCK))}::jsonb) as x(id uuid, kind text, part uuid, place uuid, station uuid,
        "from" uuid, "to" uuid, supplier text, quantity numeric, unit bigint, money bigint, level numeric, position numeric, mean float8, fill float8,
        risk float8, rule text, facts jsonb)`.execute(tx)
  return { rows: plan.rows, parts: new Set(rows.map(({ part }) => part)).size }
}

function rowsOf({ parts, places, stock }: Read, { lines, shortage }: Extract<Reckoned, { kind: 'plan' }>) {
  const part = new Map(parts.map((one) => [one.id, one]))
  const station = new Map(places.map((one) => [one.id, one.stationId]))
  const lying = new Map(stock.map((one) => [rowKey(one.part, one.place), one]))
  return lines.map((line) => {
    const { price, supplier } = part.get(line.part)!
    const unit = line.at.level > 0 ? Math.round(line.at.money / line.at.level) : Math.round(line.after.money)
    const { kind, from, to, quantity, level, position, mean, risk, rule } = line
    const isBought = kind === 'buy' || kind === 'last_buy'
    return {
      ...{ id: newId(), kind, part: line.part, place: line.place, station: station.get(line.place) ?? null, from, to },
      ...{ supplier: isBought ? supplier : null, quantity, unit, money: Math.round(quantity * unit) },
      ...{ level, position, mean, fill: line.at.fill, risk, rule },
      facts: factsOf(line, shortage, price !== null, lying.get(rowKey(line.part, line.place))),
    }
  })
}

const EMPTY = { onHand: 0, reserved: 0, onOrder: 0, inTransit: 0, backorders: 0, predecessors: 0 }

function factsOf(
  line: NetworkLine,
  shortage: number,
  isPriceKnown: boolean,
  lying: Read['stock'][number] | undefined,
): ProposalFacts {
  const { onHand, reserved, onOrder, inTransit, backorders, predecessors } = lying ?? EMPTY
  const { mean, spread, exposure, protection, orderAt, before, at, after, short, runsOut, history, fan } = line
  return {
    ...{
      mean,
      spread,
      exposure,
      protection,
      leadTimes: [...line.leadTimes],
      shortageMinor: shortage,
      orderAt,
      before,
      at,
      after,
    },
    stock: { onHand, reserved, onOrder, inTransit, backorders, predecessors },
    ...{ short, gainMinor: line.gain, runsOut, isPriceKnown, history, fan },
  }
}
