import { OPEN_UNIT_STATES } from '@aftercare/rules'
import { type RawBuilder, sql } from 'kysely'

/** A campaign as it pays for work on one product: open, or settled by the work on one request, which it then still pays. */
export interface RecallGrantRow {
  id: string
  /** Null: for whatever work is done while it is open. */
  requestId: string | null
  components: string[]
  covers: ('part' | 'labour' | 'travel')[]
  from: string
  to: string | null
  name: Record<string, string>
}

/** For `factsQuery`, where `a` is the product: one look by product; one without a campaign costs nothing more. */
export const recallsPaying: RawBuilder<unknown> = sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'requestId', case when not now.is_open then u.request_id end,
      'components', c.components, 'covers', c.covers, 'from', greatest(c.announced_on, c.starts_on), 'to', c.ends_on, 'name', c.title) order by c.id)
    from campaigns.unit u
    join campaigns.campaign c on c.tenant_id = u.tenant_id and c.id = u.campaign_id
    cross join lateral (select u.state = any(${[...OPEN_UNIT_STATES]}::text[]) and c.status = 'announced' as is_open) now
    where u.tenant_id = a.tenant_id and u.asset_id = a.id
      and (now.is_open or (u.state in ('remedied', 'inspected_no_fault') and u.request_id is not null))), '[]')`
