import { sql } from 'kysely'
import { z } from 'zod'
import { fileAnswer } from '../files/send.ts'
import { notFound } from '../problem.ts'
import { type AnyRoute, route } from '../route.ts'
import { id } from '../shapes.ts'
import { changeCompany, companyPatch, companyView, loadCompany, mustBeOpenTo, publicCompany } from './company.ts'

const company = z.object({ company: z.string() })

export const routes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/company',
    needs: 'company.read',
    summary: 'The company and its settings',
    returns: companyView,
    handle: ({ tx }) => loadCompany(tx),
  }),
  route({
    method: 'PATCH',
    path: '/company',
    needs: 'company.change',
    summary: 'Changes the company and its settings',
    body: companyPatch,
    returns: companyView,
    edits: true,
    handle: ({ tx, actor, body, ifMatch, services }) => {
      mustBeOpenTo(services.settings.mapOrigins, body)
      return changeCompany(tx, actor, body, ifMatch!)
    },
  }),
  route({
    method: 'GET',
    path: '/public/:company',
    needs: 'public',
    summary: 'What anyone may know of the company: name, logo, language',
    params: company,
    returns: publicCompany,
    handle: ({ tx }) => loadCompany(tx),
  }),
  route({
    method: 'GET',
    path: '/only-company',
    needs: 'public',
    summary: 'The company, where this server serves exactly one: the portal opens it without being told its code',
    returns: publicCompany,
    ownTransaction: true,
    handle: async ({ services }) => {
      const { rows } = await sql<{ tenant_id: string }>`select tenant_id from kit.all_tenants() limit 2`.execute(
        services.db.untenanted,
      )
      const [only, ...others] = rows
      if (!only || others.length > 0) throw notFound('company')
      return services.db.tx(only.tenant_id, (tx) => loadCompany(tx))
    },
  }),
  route({
    method: 'GET',
    path: '/public/:company/logo/:id',
    needs: 'public',
    summary: 'The logo of the company',
    params: company.extend({ id }),
    raw: true,
    handle: async ({ tx, services, request, reply, params }) => {
      const file = await tx
        .selectFrom('kit.file as f')
        .innerJoin('kit.company as c', 'c.logo_file_id', 'f.id')
        .selectAll('f')
        .where('f.id', '=', params.id)
        .executeTakeFirst()
      if (!file) throw notFound('file')
      return fileAnswer(services, request, reply, file, { cacheControl: 'public, max-age=31536000, immutable' })
    },
  }),
]
