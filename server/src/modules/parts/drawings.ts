import { normaliseSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { findAsset } from '../assets/index.ts'
import type {
  drawingBody,
  drawingChange,
  drawingView,
  fittingDrawings,
  fittingDrawingsQuery,
} from './drawing-shapes.ts'
import { mustBeKnown, serialRange } from './fits.ts'
import { safeSvg } from './safe-svg.ts'

type About = Pick<z.output<typeof drawingBody>, 'name' | 'familyId' | 'modelId' | 'serialFrom' | 'serialTo' | 'spots'>

/** A drawing with its positions; one without any shows nothing that could be ordered, and is refused. */
export async function addDrawing(tx: Tx, actor: Actor, body: z.output<typeof drawingBody>): Promise<string> {
  const id = newId()
  const columns = await columnsOf(tx, body)
  const svg = body.svg === undefined ? null : safeSvg(body.svg)
  if (body.svg !== undefined && svg === null) throw invalid({ path: 'svg', code: 'parts.no_drawing' })
  if ((svg === null) === (body.fileId === undefined)) throw invalid({ path: 'svg', code: 'validation.required' })
  if (body.fileId) await mustBePicture(tx, body.fileId)
  await tx
    .insertInto('parts.drawing')
    .values({ id, ...columns, name: JSON.stringify(body.name), svg, file_id: body.fileId ?? null })
    .execute()
  await putSpots(tx, id, body.spots)
  await attachFiles(tx, actor, body.fileId ? [body.fileId] : [], {
    type: 'drawing',
    id,
    stationId: null,
    isPublic: false,
  })
  const data = { spots: body.spots.length }
  await announce(tx, actor, { type: 'drawing.added', subject: { type: 'drawing', id }, data })
  return id
}

/** Its name, machines and positions said anew; the picture stays: another picture is another drawing. */
export async function changeDrawing(
  tx: Tx,
  actor: Actor,
  id: string,
  body: z.output<typeof drawingChange>,
  ifMatch: number,
): Promise<void> {
  const patch = { ...(await columnsOf(tx, body)), name: body.name, is_active: body.isActive }
  // The positions are part of the record: a change of them alone moves its version, too.
  await sql`update parts.drawing set version = version + 1 where id = ${id} and version = ${ifMatch}`.execute(tx)
  await edit(tx, actor, {
    ...{ table: 'parts.drawing', id, ifMatch: ifMatch + 1, patch },
    news: { type: 'drawing.changed', subjectType: 'drawing', data: { spots: body.spots.length } },
  })
  await putSpots(tx, id, body.spots)
}

async function columnsOf(tx: Tx, about: About) {
  if (about.spots.length === 0) throw invalid({ path: 'spots', code: 'parts.drawing_without_positions' })
  if ((about.familyId === null) === (about.modelId === null))
    throw invalid({ path: 'modelId', code: 'parts.family_or_model' })
  await mustBeKnown(tx, [about])
  const { from, to } = serialRange(about, '')
  return { family_id: about.familyId, model_id: about.modelId, serial_from: from, serial_to: to }
}

async function putSpots(tx: Tx, drawingId: string, spots: About['spots']): Promise<void> {
  const ids = [...new Set(spots.map((one) => one.partId))]
  const known = await tx.selectFrom('parts.part').select('id').where('id', 'in', ids).execute()
  const missing = spots.findIndex((one) => !known.some((part) => part.id === one.partId))
  if (missing >= 0) throw invalid({ path: `spots.${missing}.partId`, code: 'parts.unknown_part' })
  await tx.deleteFrom('parts.drawing_spot').where('drawing_id', '=', drawingId).execute()
  await tx
    .insertInto('parts.drawing_spot')
    .values(
      spots.map((one) => ({
        ...{ id: newId(), drawing_id: drawingId, number: one.number, part_id: one.partId },
        ...{ x: String(one.x), y: String(one.y) },
      })),
    )
    .execute()
}

async function mustBePicture(tx: Tx, fileId: string): Promise<void> {
  const file = await tx.selectFrom('kit.file').select('type').where('id', '=', fileId).executeTakeFirst()
  if (!file || !['image/png', 'image/jpeg', 'image/webp'].includes(file.type))
    throw invalid({ path: 'fileId', code: 'validation.unknown_reference' })
}

/** A drawing with what each position takes today; with a serial, whether that fits the very machine. */
export async function viewDrawing(tx: Tx, actor: Actor, id: string, serial?: string) {
  const row = await tx
    .selectFrom('parts.drawing as d')
    .leftJoin('assets.model as m', 'm.id', 'd.model_id')
    .leftJoin('assets.family as f', 'f.id', 'd.family_id')
    .select(['d.id', 'd.name', 'd.family_id as familyId', 'd.model_id as modelId', 'd.serial_from as serialFrom'])
    .select(['d.serial_to as serialTo', 'd.is_active as isActive', 'd.version'])
    .select(sql<string>`coalesce(m.code, f.code)`.as('machine'))
    .where('d.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('drawing')
  return { ...row, spots: await spotsOf(tx, actor, id, serial ? normaliseSerial(serial) : null) }
}

async function spotsOf(tx: Tx, actor: Actor, drawingId: string, serial: string | null) {
  const { rows } = await sql<z.input<typeof drawingView>['spots'][number]>`
    with recursive chain as (
      select distinct s.part_id as first_id, s.part_id as id, 0 as step from parts.drawing_spot s where s.drawing_id = ${drawingId}
      union select c.first_id, s.successor_id, c.step + 1 from chain c join parts.supersession s on s.tenant_id = kit.tenant() and s.part_id = c.id
        and s.from_on <= current_date),
    -- Of a part that was replaced the last that fits the machine is taken.
    fitting as (select c.*, p.number, p.name, ${serial}::text is null or not exists (select from parts.fit f where f.tenant_id = p.tenant_id and f.part_id = p.id)
        or exists (select from parts.fit f where f.tenant_id = p.tenant_id and f.part_id = p.id and parts.serial_within(${serial}::text, f.serial_from, f.serial_to)) as fits
      from chain c join parts.part p on p.tenant_id = kit.tenant() and p.id = c.id and (p.is_active or c.step = 0))
    select s.number, s.x::float8 as x, s.y::float8 as y, json_build_object('id', o.id, 'number', o.number, 'name', o.name) as part,
      json_build_object('id', n.id, 'number', n.number, 'name', n.name) as take, n.fits,
      coalesce((select sum(b.on_hand - b.reserved) from parts.balance b join parts.place l on l.tenant_id = b.tenant_id and l.id = b.place_id
        where b.tenant_id = s.tenant_id and b.part_id = n.id and b.condition = 'good' and b.on_hand > b.reserved and l.kind <> 'transit'
        and ${visibleTo(actor, 'l.station_id')}), 0)::float8 as free
    from parts.drawing_spot s join parts.part o on o.tenant_id = s.tenant_id and o.id = s.part_id
    join lateral (select t.* from fitting t where t.first_id = s.part_id order by t.fits desc, t.step desc, t.number limit 1) n on true
    where s.drawing_id = ${drawingId}
    order by length(s.number), s.number, n.fits desc, s.id`.execute(tx)
  return rows
}

/** Drawings of a machine: its model's and its family's, of its serial. */
export async function drawingsFor(tx: Tx, actor: Actor, query: z.output<typeof fittingDrawingsQuery>) {
  const asset = query.assetId ? await findAsset(tx, actor, query.assetId) : null
  const modelId = asset ? asset.model_id : query.modelId!
  const model = await tx.selectFrom('assets.model').select('family_id').where('id', '=', modelId).executeTakeFirst()
  if (!model) throw notFound('model')
  const named = asset ? asset.serial : query.serial
  const serial = named ? normaliseSerial(named) : null
  const { rows } = await sql<z.input<typeof fittingDrawings>['items'][number]>`
    select d.id, d.name, d.version, (select count(*)::int from parts.drawing_spot s where s.tenant_id = d.tenant_id and s.drawing_id = d.id) as spots
    from parts.drawing d where (d.model_id = ${modelId} or d.family_id = ${model.family_id}) and d.is_active
      and (${serial}::text is null or parts.serial_within(${serial}::text, d.serial_from, d.serial_to))
    order by d.model_id is null, d.name->>'en', d.id limit 100`.execute(tx)
  return { items: rows }
}
