import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { id, language, line, timeZone } from '../../kit/shapes.ts'
import { makePersonFindable } from './findable.ts'
import { userOf } from './session.ts'

export const profileInput = z.object({
  name: line.optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
  phone: z.string().trim().min(3).max(40).nullish(),
  photoFileId: id.nullish(),
})

/** One's own facts need no version: the last word of the only person who changes them counts. */
export async function changeProfile(
  tx: Tx,
  services: Services,
  actor: Actor,
  input: z.output<typeof profileInput>,
): Promise<void> {
  await userOf(tx, actor)
  const { rows } = await sql<{ version: number }>`
    select version from people.person where id = ${actor.id} for update`.execute(tx)
  await edit(tx, actor, {
    table: 'people.person',
    id: actor.id!,
    ifMatch: rows[0]!.version,
    patch: {
      name: input.name,
      language: input.language,
      time_zone: input.timeZone,
      phone: input.phone,
      photo_file_id: input.photoFileId,
    },
    news: { type: 'person.changed', subjectType: 'person' },
  })
  await makePersonFindable(tx, actor.id!)
  // Language and zone travel with the actor.
  afterCommit(tx, () => services.forgetActors())
}
