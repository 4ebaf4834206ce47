// A process of its own for the crash tests: `node supervised.fixture.ts <dir> [<file for acknowledged ids>]`.
import fs from 'node:fs'
import pg from 'pg'
import { startPostgres } from './start.ts'

const [dir, acknowledged] = process.argv.slice(2)
const server = await startPostgres({ dir: dir!, log: (line) => console.error(line) })
console.log(JSON.stringify({ pid: server.pid, note: server.note, url: server.url('postgres') }))
process.once('SIGTERM', async () => {
  await server.stop()
  process.exit(0)
})
if (acknowledged) await write(server.url('postgres'), fs.openSync(acknowledged, 'a'))
else setInterval(() => {}, 60_000)

/** Four writers; an id reaches the file only after its commit came back. Two rows per transaction show a torn one. */
async function write(url: string, file: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  pool.on('error', () => {})
  await pool.query('create table if not exists written (id bigint generated always as identity, twin text)')
  const writer = async () => {
    for (;;) {
      const sql = `insert into written (twin) values ('a'), ('b') returning id`
      const { rows } = await pool.query<{ id: string }>(sql)
      fs.writeSync(file, `${rows.map((row) => row.id).join('\n')}\n`)
    }
  }
  await Promise.all([writer(), writer(), writer(), writer()])
}
