import { words } from '@aftercare/words/server'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { type Label, paperOf, printLabels } from '../../kit/pdf/index.ts'
import { formOf, type labelForm } from './label-shapes.ts'

type Form = z.output<z.ZodObject<typeof labelForm>>
export type Say = ReturnType<typeof words>

/** Prints labels in the language and the form asked for. */
export async function printThem(
  tx: Tx,
  actor: Actor,
  { form, language }: Form,
  make: (say: Say, tongue: string) => Promise<Label[]>,
): Promise<Buffer> {
  const company = await tx.selectFrom('kit.company').select(['name', 'country']).executeTakeFirstOrThrow()
  const tongue = language ?? actor.language
  const say = words(tongue)
  return printLabels({
    ...{ language: tongue, title: say('parts:labels.title'), company: company.name },
    ...{ form: formOf(form, paperOf(company.country)), labels: await make(say, tongue) },
  })
}
