import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** Within the days of a line; a product of which nobody knows the day, as the line says. */
const inDays = (day: string, from: string, to: string) =>
  sql.raw(`(num_nonnulls(s.${from}, s.${to}) = 0 or (a.${day} is null and s.undated = 'include')
    or a.${day} between coalesce(s.${from}, '-infinity') and coalesce(s.${to}, 'infinity'))`)

/** Which products are in a campaign, by its rules and its list of serials: pairs of campaign and product. */
function reached(campaigns: RawBuilder<unknown>, assets: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select s.campaign_id, a.id as asset_id
    from campaigns.scope s
    join campaigns.campaign c on c.tenant_id = s.tenant_id and c.id = s.campaign_id
    join assets.model m on m.tenant_id = s.tenant_id and (m.id = s.model_id or m.family_id = s.family_id)
    join assets.asset a on a.tenant_id = m.tenant_id and a.model_id = m.id
    where s.tenant_id = kit.tenant() and ${campaigns} and ${assets}
      and ${inDays('built_on', 'built_from', 'built_to')} and ${inDays('sold_on', 'sold_from', 'sold_to')}
      and (num_nonnulls(s.serial_from, s.serial_to) = 0 or parts.serial_within(a.serial, s.serial_from, s.serial_to))
    union
    select l.campaign_id, a.id
    from campaigns.listed_serial l
    join campaigns.campaign c on c.tenant_id = l.tenant_id and c.id = l.campaign_id
    join assets.asset a on a.tenant_id = l.tenant_id and a.serial = l.serial
    where l.tenant_id = kit.tenant() and ${campaigns} and ${assets}`
}

/** Products and known owners of a draft as of now. */
export async function reachOf(tx: Tx, campaignId: string): Promise<{ products: number; owners: number }> {
  const { rows } = await sql<{ products: number; owners: number }>`
    select count(*)::int as products, count(distinct a.customer_id)::int as owners
    from (${reached(sql`c.id = ${campaignId}`, sql`true`)}) r
    join assets.asset a on a.tenant_id = kit.tenant() and a.id = r.asset_id`.execute(tx)
  return rows[0]!
}

/** Products of a draft that would be in it if their day of building or sale were known to fit: in by no other line or list. */
export async function undatedOf(tx: Tx, campaignId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select a.id
      from campaigns.scope s
      join assets.model m on m.tenant_id = s.tenant_id and (m.id = s.model_id or m.family_id = s.family_id)
      join assets.asset a on a.tenant_id = m.tenant_id and a.model_id = m.id
      where s.tenant_id = kit.tenant() and s.campaign_id = ${campaignId} and s.undated is distinct from 'include'
        and ((a.built_on is null and num_nonnulls(s.built_from, s.built_to) > 0)
          or (a.sold_on is null and num_nonnulls(s.sold_from, s.sold_to) > 0))
        and (a.built_on is null or ${inDays('built_on', 'built_from', 'built_to')})
        and (a.sold_on is null or ${inDays('sold_on', 'sold_from', 'sold_to')})
        and (num_nonnulls(s.serial_from, s.serial_to) = 0 or parts.serial_within(a.serial, s.serial_from, s.serial_to))
      except
      select r.asset_id from (${reached(sql`c.id = ${campaignId}`, sql`true`)}) r) undated`.execute(tx)
  return rows[0]!.n
}

/** Puts into an announced campaign what belongs there and is not there yet; how many that were. */
export async function joinUnits(tx: Tx, campaignId: string, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into campaigns.unit (id, campaign_id, asset_id, at)
    select gen_random_uuid(), r.campaign_id, r.asset_id, ${now}::timestamptz
    from (${reached(sql`c.id = ${campaignId}`, sql`true`)}) r
    on conflict (tenant_id, campaign_id, asset_id) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** A product that is new in the register, or known better: the announced campaigns it belongs into. */
export async function joinCampaigns(tx: Tx, assetId: string, now: Date) {
  const { rows } = await sql<{ id: string; campaign_id: string }>`
    insert into campaigns.unit (id, campaign_id, asset_id, at)
    select gen_random_uuid(), r.campaign_id, r.asset_id, ${now}::timestamptz
    from (${reached(sql`c.status = 'announced'`, sql`a.id = ${assetId}`)}) r
    on conflict (tenant_id, campaign_id, asset_id) do nothing returning id, campaign_id`.execute(tx)
  return rows
}
