import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'
import { partRow } from './catalogue.ts'

/** Everything the page of a part shows; of its stock, that of places the actor may see. */
export async function viewPart(tx: Tx, actor: Actor, id: string) {
  const row = await partRow(tx, id)
  const { rows } = await sql<{ more: Record<string, unknown[]> & { method: string } }>`select json_build_object(
    'method', case when p.tracking = 'serial' then 'specific' else coalesce((select c.method from parts.class c
      where c.tenant_id = p.tenant_id and c.id = p.class_id), 'average') end,
    'numbers', (select coalesce(json_agg(json_build_object('id', n.id, 'kind', n.kind, 'issuer', n.issuer, 'number', n.number)
      order by n.issuer, n.number), '[]') from parts.part_number n where n.tenant_id = p.tenant_id and n.part_id = p.id),
    'units', (select coalesce(json_agg(json_build_object('unit', u.unit, 'numerator', u.numerator, 'denominator', u.denominator)
      order by u.unit), '[]') from parts.part_unit u where u.tenant_id = p.tenant_id and u.part_id = p.id),
    'successors', (select coalesce(json_agg(json_build_object('id', o.id, 'number', o.number, 'bothWays', s.both_ways, 'fromOn', s.from_on)
      order by s.from_on, o.number), '[]') from parts.supersession s join parts.part o on o.tenant_id = s.tenant_id and o.id = s.successor_id
      where s.tenant_id = p.tenant_id and s.part_id = p.id),
    'predecessors', (select coalesce(json_agg(json_build_object('id', o.id, 'number', o.number, 'bothWays', s.both_ways, 'fromOn', s.from_on)
      order by s.from_on, o.number), '[]') from parts.supersession s join parts.part o on o.tenant_id = s.tenant_id and o.id = s.part_id
      where s.tenant_id = p.tenant_id and s.successor_id = p.id),
    'items', (select coalesce(json_agg(json_build_object('id', o.id, 'number', o.number, 'name', o.name, 'quantity', k.quantity) order by o.number), '[]')
      from parts.kit_item k join parts.part o on o.tenant_id = k.tenant_id and o.id = k.part_id where k.tenant_id = p.tenant_id and k.kit_id = p.id),
    'kits', (select coalesce(json_agg(json_build_object('id', o.id, 'number', o.number, 'name', o.name, 'quantity', k.quantity) order by o.number), '[]')
      from parts.kit_item k join parts.part o on o.tenant_id = k.tenant_id and o.id = k.kit_id where k.tenant_id = p.tenant_id and k.part_id = p.id),
    'fits', (select coalesce(json_agg(json_build_object('familyId', f.family_id, 'modelId', f.model_id, 'machine', coalesce(m.code, y.code),
      'serialFrom', f.serial_from, 'serialTo', f.serial_to, 'position', f.position, 'quantity', f.quantity) order by coalesce(m.code, y.code), f.position, f.id), '[]')
      from parts.fit f left join assets.model m on m.tenant_id = f.tenant_id and m.id = f.model_id
      left join assets.family y on y.tenant_id = f.tenant_id and y.id = f.family_id where f.tenant_id = p.tenant_id and f.part_id = p.id),
    'alternates', (select coalesce(json_agg(json_build_object('id', o.id, 'number', o.number, 'name', o.name, 'preferredId', e.preferred_id)
      order by o.number), '[]') from parts.alternate e join parts.part o on o.tenant_id = e.tenant_id
      and o.id = case when e.part_id = p.id then e.other_id else e.part_id end
      where e.tenant_id = p.tenant_id and p.id in (e.part_id, e.other_id)),
    'drawings', (select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'number', t.number) order by d.id, t.number), '[]')
      from parts.drawing_spot t join parts.drawing d on d.tenant_id = t.tenant_id and d.id = t.drawing_id and d.is_active
      where t.tenant_id = p.tenant_id and t.part_id = p.id),
    'photos', (select coalesce(json_agg(json_build_object('id', x.id, 'name', x.name) order by x.created_at), '[]') from kit.file x
      where x.tenant_id = p.tenant_id and x.subject_type = 'part' and x.subject_id = p.id),
    'suppliers', (select coalesce(json_agg(json_build_object('supplier', u.supplier, 'number', u.number, 'leadDays', u.lead_days, 'minimum', u.minimum,
      'unitMinor', u.unit_minor::text, 'pack', u.pack::float8, 'lastOrderOn', u.last_order_on) order by u.lead_days, u.supplier), '[]') from parts.supply u where u.tenant_id = p.tenant_id and u.part_id = p.id),
    'stock', (select coalesce(json_agg(s order by s.place, s.condition), '[]') from (
      select l.id as "placeId", l.name as place, b.condition, sum(b.on_hand) as "onHand", sum(b.reserved) as reserved
      from parts.balance b join parts.place l on l.tenant_id = b.tenant_id and l.id = b.place_id
      where b.tenant_id = p.tenant_id and b.part_id = p.id and b.on_hand <> 0 and ${visibleTo(actor, 'l.station_id')}
      group by l.id, l.name, b.condition) s)) as more
    from parts.part p where p.id = ${id}`.execute(tx)
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    classId: row.class_id,
    unit: row.unit,
    decimals: row.decimals,
    tracking: row.tracking,
    shelfLifeDays: row.shelf_life_days,
    standardMinor: row.standard_minor,
    oldPartDueDays: row.old_part_due_days,
    customsCode: row.customs_code,
    hazardCode: row.hazard_code,
    originCountry: row.origin_country,
    unNumber: row.un_number,
    hazardClass: row.hazard_class,
    packingGroup: row.packing_group,
    lithium: row.lithium,
    netGrams: row.net_grams,
    needsProof: row.needs_proof,
    coreMinor: row.core_minor,
    coreCurrency: row.core_currency,
    repairCode: row.repair_code,
    isActive: row.is_active,
    version: row.version,
    ...rows[0]!.more,
  }
}
