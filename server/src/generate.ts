import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { migrate } from './kit/migrate.ts'
import { dumpSchema } from './kit/postgres/dump-schema.ts'
import { startPostgres } from './kit/postgres/start.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const SCHEMAS = [
  'auth',
  'kit',
  'people',
  'network',
  'parties',
  'assets',
  'knowledge',
  'entitlement',
  'parts',
  'campaigns',
  'billing',
  'contracts',
  'requests',
  'dispatch',
  'replenishment',
  'field_work',
  'voice',
]

/** Writes what is derived: types of the database, db/schema.sql, openapi.json and the types of the API. */
async function generate(): Promise<void> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-generate-'))
  const postgres = await startPostgres({ dir, settings: { fsync: 'off' } })
  try {
    await migrate(postgres.url('postgres'))
    const types = path.join(ROOT, 'server/src/kit/db-types.ts')
    const codegen = path.join(ROOT, 'node_modules/.bin/kysely-codegen')
    const patterns = `(${SCHEMAS.join('|')}).*`
    execFileSync(
      codegen,
      [
        '--dialect',
        'postgres',
        '--url',
        postgres.url('postgres'),
        '--out-file',
        types,
        '--default-schema',
        'none_such',
        '--include-pattern',
        patterns,
        '--date-parser',
        'string',
        '--log-level',
        'warn',
      ],
      { stdio: 'inherit' },
    )
    const client = new pg.Client({ connectionString: postgres.url('postgres') })
    await client.connect()
    const schema = await dumpSchema(client, SCHEMAS)
    await client.end()
    fs.writeFileSync(path.join(ROOT, 'db/schema.sql'), schema)
  } finally {
    await postgres.stop()
    fs.rmSync(dir, { recursive: true, force: true })
  }
  await writeOpenapi()
}

async function writeOpenapi(): Promise<void> {
  const { describeRoutes } = await import('./describe.ts')
  const file = path.join(ROOT, 'packages/api/openapi.json')
  fs.writeFileSync(file, `${JSON.stringify(await describeRoutes(), null, 1)}\n`)
  execFileSync(
    path.join(ROOT, 'node_modules/.bin/openapi-typescript'),
    [file, '-o', path.join(ROOT, 'packages/api/src/types.ts')],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
}

await generate()
