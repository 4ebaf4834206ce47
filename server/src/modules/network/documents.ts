import type { z } from 'zod'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { notFound } from '../../kit/problem.ts'
import type { documentInput } from './shapes.ts'

type Input = z.output<typeof documentInput>

export async function addDocument(tx: Tx, actor: Actor, stationId: string, input: Input): Promise<{ id: string }> {
  await mustSeeStation(tx, actor, stationId)
  const id = newId()
  await tx
    .insertInto('network.document')
    .values({ ...columns(input), id, station_id: stationId })
    .execute()
  await attach(tx, actor, stationId, input)
  await tell(tx, actor, 'station.documented', stationId, input)
  return { id }
}

export async function changeDocument(tx: Tx, actor: Actor, stationId: string, id: string, input: Input): Promise<void> {
  await mustSeeStation(tx, actor, stationId)
  const done = await tx
    .updateTable('network.document')
    .set(columns(input))
    .where('id', '=', id)
    .where('station_id', '=', stationId)
    .returning('id')
    .executeTakeFirst()
  if (!done) throw notFound('document')
  await attach(tx, actor, stationId, input)
  await tell(tx, actor, 'station.document_changed', stationId, input)
}

export async function removeDocument(tx: Tx, actor: Actor, stationId: string, id: string): Promise<void> {
  await mustSeeStation(tx, actor, stationId)
  const gone = await tx
    .deleteFrom('network.document')
    .where('id', '=', id)
    .where('station_id', '=', stationId)
    .returning('name')
    .executeTakeFirst()
  if (!gone) throw notFound('document')
  await tell(tx, actor, 'station.document_removed', stationId, { name: gone.name })
}

async function mustSeeStation(tx: Tx, actor: Actor, id: string): Promise<void> {
  const station =
    sees(actor, id) && (await tx.selectFrom('network.station').select('id').where('id', '=', id).executeTakeFirst())
  if (!station) throw notFound('station')
}

function columns(input: Input) {
  return {
    name: input.name,
    number: input.number ?? null,
    expires_on: input.expiresOn ?? null,
    file_id: input.fileId ?? null,
  }
}

async function attach(tx: Tx, actor: Actor, stationId: string, { fileId }: Input): Promise<void> {
  if (fileId) await attachFiles(tx, actor, [fileId], { type: 'station', id: stationId, stationId, isPublic: false })
}

function tell(tx: Tx, actor: Actor, type: string, stationId: string, input: Input) {
  const data = { name: input.name, expiresOn: input.expiresOn ?? null }
  return announce(tx, actor, { type, subject: { type: 'station', id: stationId }, stationId, data })
}
