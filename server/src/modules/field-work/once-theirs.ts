import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { findWork, type Work } from './work.ts'

/** The visit, if it was this technician's at any time: booked or moved to them, as the events of it say. */
export async function workOnceTheirs(tx: Tx, actor: Actor, visitId: string): Promise<Work | null> {
  const { rows } = await sql`
    select 1 from dispatch.visit v where v.tenant_id = kit.tenant() and v.id = ${visitId}::uuid
      and (v.technician_id = ${actor.id}::uuid or exists (
        select 1 from kit.event e where e.tenant_id = v.tenant_id and e.subject_type = 'visit' and e.subject_id = v.id
          and e.type in ('visit.booked', 'visit.moved') and e.data ->> 'technicianId' = ${actor.id}::text))`.execute(tx)
  return rows.length > 0 ? findWork(tx, systemActor(actor.tenantId), visitId) : null
}
