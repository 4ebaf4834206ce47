import type { Tx } from './db.ts'

export interface NewCompany {
  tenantId: string
  name: string
  country: string
  language: string
  timeZone: string
  currency: string
  isDemo?: boolean
}

/** Creates the company of the running transaction's tenant. Its code goes into addresses of labels and links and stays. */
export async function foundCompany(tx: Tx, company: NewCompany): Promise<string> {
  const code = codeOf(company.name)
  await tx
    .insertInto('kit.company')
    .values({
      tenant_id: company.tenantId,
      code,
      name: company.name,
      country: company.country,
      language: company.language,
      time_zone: company.timeZone,
      currency: company.currency,
      is_demo: company.isDemo ?? false,
    })
    .execute()
  return code
}

/** 'Müller & Co. GmbH' → 'muller-co-gmbh'; a name without Latin letters → 'company'. */
export function codeOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const code = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '')
  return code.length >= 2 ? code : 'company'
}
