import { sql } from 'kysely'
import type { Actor } from '../../server/src/kit/actor.ts'
import type { Database, Tx } from '../../server/src/kit/db.ts'
import { addCampaign } from '../../server/src/modules/campaigns/campaigns.ts'
import { campaignBody } from '../../server/src/modules/campaigns/shapes.ts'
import { announceCampaign, endCampaign } from '../../server/src/modules/campaigns/states.ts'
import { CHARGING, LOST, type Outcome, OVERHEATING, SEPARATOR } from './campaign-texts.ts'
import { dayText } from './organisation.ts'
import { actorOf } from './packs.ts'

const DAY = 864e5
type Person = { id: string; name: string; email: string }
type Names = Record<string, string>
interface Ground {
  tx: Tx
  db: Database
  now: Date
  quality: Actor
}
interface Model {
  id: string
  name: Names
  code: string
}

/** A safety recall that the technician of the logins meets today, an upgrade half done, and a campaign that is over. */
export async function writeCampaigns(tx: Tx, db: Database, people: readonly Person[], tenantId: string, now: Date) {
  const ground: Ground = { tx, db, now, quality: actorOf(people, 'quality@', tenantId, 'quality_engineer') }
  await overheating(ground)
  await charging(ground)
  await separator(ground)
}

async function overheating(ground: Ground): Promise<void> {
  const { tx, now } = ground
  const next = await nextProduct(tx, now)
  if (!next) return
  const around = (days: number) => dayText(new Date(next.builtOn.getTime() + days * DAY))
  const made = await announced(ground, 41, {
    ...said(OVERHEATING, next),
    ...{ kind: 'recall', isSafety: true, components: ['pcb', 'wiring'], minutes: 35 },
    parts: [{ number: 'AC-PCB-02', quantity: 1 }],
    filing: `SAMR-${now.getUTCFullYear()}-J0417`,
    scopes: [{ modelId: next.id, builtFrom: around(-210), builtTo: around(150) }],
  })
  await settle(ground, made, [
    ['remedied', 330, '端子变色，已更换电源板', 'Terminal discoloured, board changed'],
    ['inspected_no_fault', 60, '端子无变色，已按力矩紧固', 'No discolouring, tightened'],
    ['refused', 18, '用户拒绝上门，称已停用该机', 'Owner lets nobody in: the unit is no longer used'],
    ...LOST,
  ])
}

async function charging(ground: Ground): Promise<void> {
  const model = await modelOf(ground.tx, 'LUMO-E5')
  if (!model) return
  const made = await announced(ground, 96, {
    ...said(CHARGING, model),
    ...{ kind: 'upgrade', components: ['charging'], covers: ['labour'], minutes: 30, scopes: [{ modelId: model.id }] },
    endsOn: dayText(new Date(ground.now.getTime() + 180 * DAY)),
  })
  await settle(ground, made, [
    ['remedied', 480, null, null],
    ['inspected_no_fault', 30, '出厂已是 3.2', '3.2 was on it from the factory'],
    ...LOST,
  ])
}

async function separator(ground: Ground): Promise<void> {
  const { tx, now, quality } = ground
  const model = await modelOf(tx, 'KX-15')
  if (!model) return
  const made = await announced(ground, 420, {
    ...said(SEPARATOR, model),
    ...{ kind: 'service', components: ['separator'], minutes: 90, parts: [{ number: 'KX-SEP-05', quantity: 1 }] },
    scopes: [{ modelId: model.id, builtTo: dayText(new Date(now.getTime() - 600 * DAY)) }],
  })
  await settle(ground, made, [
    ['remedied', 930, null, null],
    ['refused', 20, '客户自行更换', 'Changed by the owner'],
    ...LOST,
  ])
  const reason = '其余用户三次书面通知后均未回复，经质量例会同意关闭。'
  await endCampaign(tx, quality, made, 2, { to: 'closed', reason }, new Date(now.getTime() - 33 * DAY))
}

async function announced({ tx, db, now, quality }: Ground, daysAgo: number, body: object): Promise<string> {
  const at = new Date(now.getTime() - daysAgo * DAY)
  const prepared = new Date(at.getTime() - 6 * DAY)
  const id = await addCampaign(tx, { db }, quality, campaignBody.parse({ startsOn: dayText(at), ...body }), prepared)
  await announceCampaign(tx, quality, id, 1, {}, at)
  return id
}

function said(texts: Record<string, Names>, { name }: Model) {
  const filled = (text: Names) =>
    Object.fromEntries(Object.entries(text).map(([tongue, one]) => [tongue, one.replace('{model}', name[tongue]!)]))
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, filled(text)]))
}

/** What the technician of the logins has still to do today; where the day is over, next. */
async function nextProduct(tx: Tx, now: Date): Promise<(Model & { builtOn: Date }) | undefined> {
  const { rows } = await sql<Model & { builtOn: string }>`
    select m.id, m.name, m.code, a.built_on as "builtOn"
    from dispatch.visit v
    join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
    join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
    join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    where p.email = 'tech@meridian.example' and v.status = 'scheduled' and a.built_on is not null
    order by (lower(v.planned) at time zone p.time_zone)::date = (${now}::timestamptz at time zone p.time_zone)::date desc, lower(v.planned) limit 1`.execute(
    tx,
  )
  return rows[0] && { ...rows[0], builtOn: new Date(rows[0].builtOn) }
}

async function modelOf(tx: Tx, code: string): Promise<Model | undefined> {
  return tx
    .selectFrom('assets.model')
    .select(['id', 'name', 'code'])
    .where('code', '=', code)
    .$castTo<Model>()
    .executeTakeFirst()
}

/**
 * What became of its products since it was announced, by the technicians of their stations, or by the desk where nobody went.
 * Those somebody is to visit for whatever reason are still open. By the product's id, so that it is the same every time.
 */
async function settle({ tx, now }: Ground, campaignId: string, outcomes: readonly Outcome[]): Promise<void> {
  let from = 0
  const ranges = outcomes.map(([state, share, zh, en]) => {
    from += share
    return { state, from: from - share, to: from, zh, en }
  })
  await sql`
    update campaigns.unit u
    set state = o.state, reason = case when t.country = 'CN' then o.zh else o.en end,
      at = u.at + (${now} - u.at) * power(t.when_of / 1000.0, 1.3), by_id = w.id, by_name = w.name, version = 2
    from (
      select u.id, a.sale_country as country, s.station_id, abs(hashtext(a.serial)) % 1000 as roll,
        abs(hashtext('when ' || a.serial)) % 1000 as when_of
      from campaigns.unit u
      join assets.asset a on a.tenant_id = u.tenant_id and a.id = u.asset_id
      left join assets.asset_station s on s.tenant_id = a.tenant_id and s.asset_id = a.id
      where u.campaign_id = ${campaignId} and not exists (select from requests.request r
        where r.tenant_id = u.tenant_id and r.asset_id = u.asset_id and r.status not in ('closed', 'cancelled', 'resolved'))) t
    join jsonb_to_recordset(${JSON.stringify(ranges)}::jsonb) as o(state text, "from" int, "to" int, zh text, en text)
      on t.roll >= o."from" and t.roll < o."to"
    left join lateral (
      select p.id, p.name from people.role_grant g join people.person p on p.tenant_id = g.tenant_id and p.id = g.person_id
      where g.role = case when o.state in ('remedied', 'inspected_no_fault', 'refused') then 'technician' else 'service_desk' end
        and (g.station_id = t.station_id or g.role = 'service_desk')
      order by hashtext(p.name || t.id::text) limit 1) w on true
    where u.id = t.id`.execute(tx)
}
