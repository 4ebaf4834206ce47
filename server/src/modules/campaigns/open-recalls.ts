import { OPEN_UNIT_STATES } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { OpenRecall } from './shapes.ts'

interface Asked {
  /** The day it is asked for; today when not said. */
  on?: string | undefined
  /** Also these, whatever their state: those a visit has answered. */
  also?: readonly string[]
  /** All that were ever announced, for the history of one product. */
  isWhole?: boolean
}

/** What is open on some products, the dangerous first: one statement, whatever their number. */
export async function openRecallsOf(
  tx: Tx,
  assetIds: readonly string[],
  { on, also = [], isWhole = false }: Asked = {},
): Promise<Map<string, (OpenRecall & { isOpen: boolean })[]>> {
  if (assetIds.length === 0) return new Map()
  const { rows } = await sql<OpenRecall & { assetId: string; isOpen: boolean }>`
    select u.asset_id as "assetId", c.id, c.number, c.kind, c.is_safety as "isSafety", c.stop_use as "stopUse", c.title, c.hazard,
      c.remedy, c.advice, c.components, c.minutes, c.announced_on as "announcedOn", u.state, "isOpen",
      coalesce((select jsonb_agg(jsonb_build_object('number', p.number, 'name', p.name, 'quantity', trim_scale(n.quantity)::text)
          order by p.number)
        from campaigns.needed_part n join parts.part p on p.tenant_id = n.tenant_id and p.id = n.part_id
        where n.tenant_id = c.tenant_id and n.campaign_id = c.id), '[]') as parts
    from campaigns.unit u
    join campaigns.campaign c on c.tenant_id = u.tenant_id and c.id = u.campaign_id
    cross join lateral (select u.state = any(${[...OPEN_UNIT_STATES]}::text[]) and c.status = 'announced'
      and coalesce(${on ?? null}::date, current_date) >= c.starts_on
      and (c.ends_on is null or coalesce(${on ?? null}::date, current_date) <= c.ends_on) as "isOpen") now
    where u.tenant_id = kit.tenant() and u.asset_id = any(${[...assetIds]}::uuid[])
      and ("isOpen" or c.id = any(${[...also]}::uuid[]) or (${isWhole} and c.status in ('announced', 'closed')))
    order by "isOpen" desc, c.is_safety desc, c.announced_on, c.number`.execute(tx)
  const found = new Map<string, (OpenRecall & { isOpen: boolean })[]>()
  for (const { assetId, ...recall } of rows) found.set(assetId, [...(found.get(assetId) ?? []), recall])
  return found
}
