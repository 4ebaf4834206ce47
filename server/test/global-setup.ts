import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/kit/migrate.ts'
import { startPostgres } from '../src/kit/postgres/start.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { admin: string; database: string }
  }
}

/** One PostgreSQL for the run, with a migrated template that every test file clones. TEST_DATABASE_URL uses another server. */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-test-'))
  const postgres = given ? null : await startPostgres({ dir, settings: { fsync: 'off', max_connections: '300' } })
  const urlOf = (database: string) =>
    postgres ? postgres.url(database) : given!.replace(/\/[^/?]*(\?|$)/, `/${database}$1`)
  const template = `aftercare_template_${process.pid}`
  try {
    await query(urlOf('postgres'), `create database ${template}`)
    await migrate(urlOf(template))
  } catch (error) {
    await postgres?.stop()
    throw error
  }
  project.provide('postgres', { admin: urlOf('postgres'), database: template })
  return async () => {
    if (given) await query(urlOf('postgres'), `drop database if exists ${template}`)
    await postgres?.stop()
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

async function query(url: string, sql: string) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}
