import { z } from 'zod'
import type { Actor } from '../actor.ts'
import { API } from '../app.ts'
import type { Tx } from '../db.ts'
import { staleVersion } from '../edit.ts'
import { announce } from '../events.ts'
import { attachFiles } from '../files/attach.ts'
import { invalid, notFound } from '../problem.ts'
import { country, id, language, line, timeZone } from '../shapes.ts'

/** What customers and documents are told of the company. */
const contact = {
  legalName: line.nullable(),
  address: z.string().trim().max(500).nullable(),
  phone: line.nullable(),
  email: z.email().nullable(),
  website: z.url({ protocol: /^https?$/ }).nullable(),
  privacyUrl: z.url({ protocol: /^https?$/ }).nullable(),
}
/** For people of the house: where the map of the board gets its pictures from. */
const map = {
  mapTiles: z
    .string()
    .trim()
    .max(500)
    .refine((text) => URL.canParse(text) && ['{z}', '{x}', '{y}'].every((one) => text.includes(one)), 'tiles')
    .nullable()
    .describe('address of raster tiles with {z}, {x} and {y}; null: land and water only, which needs no internet'),
  mapDatum: z
    .enum(['wgs84', 'gcj02'])
    .describe('how the tiles are drawn: gcj02 for providers of mainland China; places are kept in WGS 84'),
  mapAttribution: line.nullable().describe('what the giver of the tiles wants to be named as'),
  mapKeepMb: z
    .number()
    .int()
    .min(1)
    .max(200)
    .nullable()
    .describe(
      'how much of the map a phone may take along for its day; null: nothing, the terms of the giver do not allow it',
    ),
}
type Contact = z.output<z.ZodObject<typeof contact & typeof map>>
const NO_CONTACT: Contact = {
  mapTiles: null,
  mapDatum: 'wgs84',
  mapAttribution: null,
  mapKeepMb: null,
  legalName: null,
  address: null,
  phone: null,
  email: null,
  website: null,
  privacyUrl: null,
}

const currency = z.string().refine((code) => Intl.supportedValuesOf('currency').includes(code), 'currency')
export const companyPatch = z
  .object({ name: line, country, language, timeZone, currency, logoFileId: id.nullable(), ...contact, ...map })
  .partial()
  .meta({ id: 'CompanyChange' })

const shown = {
  code: z.string(),
  name: z.string(),
  country: z.string(),
  language: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  logoUrl: z.string().nullable(),
  ...contact,
  email: z.string().nullable(),
  website: z.string().nullable(),
  privacyUrl: z.string().nullable(),
}
export const companyView = z
  .object({
    id,
    ...shown,
    ...map,
    mapTiles: z.string().nullable(),
    logoFileId: id.nullable(),
    isDemo: z.boolean(),
    version: z.number(),
  })
  .meta({ id: 'Company' })
export const publicCompany = z.object({ ...shown, isDemo: z.boolean() }).meta({ id: 'PublicCompany' })

export async function loadCompany(tx: Tx) {
  const row = await tx.selectFrom('kit.company').selectAll().executeTakeFirst()
  if (!row) throw notFound('company')
  return {
    id: row.tenant_id,
    code: row.code,
    name: row.name,
    country: row.country,
    language: row.language,
    timeZone: row.time_zone,
    currency: row.currency,
    logoFileId: row.logo_file_id,
    // The id of the file in the address: a new logo is a new address, so it may be kept long.
    logoUrl: row.logo_file_id ? `${API}/public/${row.code}/logo/${row.logo_file_id}` : null,
    isDemo: row.is_demo,
    version: row.version,
    ...NO_CONTACT,
    ...(row.settings as Partial<Contact>),
  }
}

/** Browsers load from nowhere the operator has not named: said here, or the map would stay empty without a word. */
export function mustBeOpenTo(origins: readonly string[], { mapTiles }: z.output<typeof companyPatch>): void {
  if (!mapTiles) return
  const { origin } = new URL(mapTiles)
  if (!origins.includes(origin)) throw invalid({ path: 'mapTiles', code: 'validation.map_origin', values: { origin } })
}

/** Changes the company; people at work see the new name with their next look. */
export async function changeCompany(tx: Tx, actor: Actor, patch: z.output<typeof companyPatch>, ifMatch: number) {
  const row = await tx.selectFrom('kit.company').selectAll().forUpdate().executeTakeFirstOrThrow()
  const before = await loadCompany(tx)
  const changed = Object.entries(patch).filter(([key, value]) => value !== undefined && value !== field(before, key))
  if (row.version !== ifMatch) {
    throw await staleVersion(
      tx,
      { ...row, ...before },
      { id: row.tenant_id, ifMatch, patch, news: { subjectType: 'company' } },
    )
  }
  if (changed.length === 0) return before
  if (patch.logoFileId && patch.logoFileId !== before.logoFileId) {
    await attachFiles(tx, actor, [patch.logoFileId], {
      type: 'company',
      id: row.tenant_id,
      stationId: null,
      isPublic: true,
    })
  }
  const { name, country: land, language: tongue, timeZone: zone, currency: money, logoFileId, ...rest } = patch
  await tx
    .updateTable('kit.company')
    .set({
      ...given({ name, country: land, language: tongue, time_zone: zone, currency: money, logo_file_id: logoFileId }),
      settings: JSON.stringify({ ...(row.settings as object), ...given(rest) }),
      version: row.version + 1,
    })
    .execute()
  const changes = Object.fromEntries(changed.map(([key, to]) => [key, { from: field(before, key) ?? null, to }]))
  const subject = { type: 'company', id: row.tenant_id, version: row.version + 1 }
  await announce(tx, actor, { type: 'company.changed', subject, data: { changes } })
  return loadCompany(tx)
}

const field = (of: object, key: string): unknown => (of as Record<string, unknown>)[key]

function given<T extends Record<string, unknown>>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>
}
