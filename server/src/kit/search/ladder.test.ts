import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { startPostgres } from '../postgres/start.ts'
import { temporaryFolder } from '../postgres/testing.fixture.ts'
import {
  putEntries,
  type Run,
  recountWords,
  removeEntries,
  runLadder,
  type SearchAsk,
  type SearchEntry,
} from './index.ts'

const OURS = '01900000-0000-7000-8000-000000000001'
const THEIRS = '01900000-0000-7000-8000-000000000002'
const STATION = '01900000-0000-7000-8000-0000000000a1'
const ROWS = 50_000

const folder = temporaryFolder()
let server: Awaited<ReturnType<typeof startPostgres>>
let app: pg.Client

/** Everything is done as the application role in a transaction of the tenant, as the server does it. */
async function asTenant<T>(tenant: string, work: (run: Run) => Promise<T>): Promise<T> {
  await app.query(`begin; set local app.tenant_id = '${tenant}'`)
  try {
    return await work(
      async <Row>(sql: string, params: readonly unknown[]) => (await app.query(sql, [...params])).rows as Row[],
    )
  } finally {
    await app.query('commit')
  }
}

async function connect(database: string, role: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server.url(database, role) })
  await client.connect()
  return client
}

/** The owner is no superuser, as on a managed PostgreSQL: the trap of leakproof operators is real here. */
async function prepare(): Promise<void> {
  const admin = await connect('postgres', 'postgres')
  await admin.query('create role aftercare_owner login; create role aftercare_app login')
  await admin.query('create database search owner aftercare_owner')
  await admin.query(`alter role aftercare_app set session_preload_libraries = 'auto_explain'`)
  await admin.end()
  await migrate(server.url('search', 'aftercare_owner'))
}

const id = (n: number) => `01900000-0000-7000-9000-${String(n).padStart(12, '0')}`
const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 3_600_000)

const REAL: Omit<SearchEntry, 'updatedAt'>[] = [
  {
    kind: 'request',
    id: id(1),
    title: '变速箱异响',
    text: '冷车启动时变速箱有异响，故障码 P0420',
    codes: ['SR-2026-000123', 'P0420'],
    serials: ['LSVAU2A37N2100801'],
    stationId: STATION,
  },
  {
    kind: 'request',
    id: id(2),
    title: '空調不製冷',
    text: '外機不轉，壓縮機沒有聲音',
    codes: ['SR-2026-000124'],
    serials: ['AC-77120-XK8'],
  },
  {
    kind: 'request',
    id: id(3),
    title: 'Compressor leaks oil',
    text: 'Müller reports that the seal of the compressor is worn',
    codes: ['SR-2026-000125'],
  },
  { kind: 'article', id: id(4), title: '如何更换滤芯', text: '先关闭电源，再打开面板' },
  { kind: 'request', id: id(5), title: '例行保养', text: '客户提到变速箱换油', codes: ['SR-2026-000126'] },
  { kind: 'customer', id: id(6), title: '王小明', codes: ['138-0013-8000'] },
]

/** Fifty thousand other requests; none of their words is in REAL, so that what is found is known. */
function* filler(): Generator<SearchEntry> {
  const things = ['洗衣机', '电视机', '微波炉', '净水器', '热水器', 'dishwasher', 'television']
  const faults = ['漏水', '不通电', '显示错误', '噪音大', '按键失灵', 'broken display', 'no power']
  for (let n = 0; n < ROWS; n++) {
    const text = `${things[n % 7]}${faults[Math.floor(n / 7) % 7]} 第${n}次登记 用户要求尽快上门维修`
    yield {
      kind: 'request',
      id: id(1000 + n),
      title: `${things[n % 7]} ${n}`,
      text,
      codes: [`RQ-2025-${100_000 + n}`],
      updatedAt: day(n % 5000),
    }
  }
}

beforeAll(async () => {
  server = await startPostgres({ dir: folder.dir, settings: { fsync: 'off', synchronous_commit: 'off' } })
  await prepare()
  app = await connect('search', 'aftercare_app')
  await asTenant(OURS, async (run) => {
    await putEntries(
      run,
      REAL.map((entry, n) => ({ ...entry, updatedAt: day(6000 + n) })),
    )
    const batch: SearchEntry[] = []
    for (const entry of filler()) if (batch.push(entry) === 2000) await putEntries(run, batch.splice(0))
    await putEntries(run, batch)
    await recountWords(run)
    // A vocabulary of a usual size; with a hundred words any plan is good.
    await run(
      `insert into kit.search_word (word, n)
       select translate(left(md5(n::text), 9), '0123456789', 'ghijklmnop'), 1 from generate_series(1, 30000) n
       on conflict do nothing`,
      [],
    )
  })
  await asTenant(THEIRS, (run) => putEntries(run, [{ ...REAL[0]!, title: '别家的变速箱异响', updatedAt: day(1) }]))
  const owner = await connect('search', 'aftercare_owner')
  await owner.query('vacuum analyze kit.search_entry, kit.search_word')
  await owner.end()
}, 240_000)

afterAll(async () => {
  await app?.end()
  await server?.stop()
  folder.remove()
})

const search = (q: string, ask: Partial<SearchAsk> = {}, tenant = OURS) =>
  asTenant(tenant, (run) => runLadder(run, { q, limit: 20, ...ask }))
const ids = async (q: string, ask: Partial<SearchAsk> = {}) => (await search(q, ask)).hits.map((hit) => hit.id)
const first = async (q: string) => {
  const { hits, corrected } = await search(q)
  return { id: hits[0]?.id, step: hits[0]?.step, corrected }
}

describe('the search ladder', () => {
  it.each([
    ['SR-2026-000123', 1, 'code'],
    ['sr2026000123', 1, 'code'],
    ['000124', 2, 'code'],
    ['p 0420', 1, 'code'],
    ['PO42O', 1, 'code'],
    ['０４２０', 1, 'code'],
    ['13800138000', 6, 'code'],
    ['N2100801', 1, 'serial'],
    ['n21oo8oi', 1, 'serial'],
    ['77120-xk', 2, 'serial'],
    ['变速箱异响', 1, 'title'],
    ['變速箱異響', 1, 'title'],
    ['空调不制冷', 2, 'title'],
    ['冷车启动 p0420', 1, 'phrase'],
    ['变速箱换油', 5, 'phrase'],
    ['滤', 4, 'title'],
    ['芯', 4, 'title'],
    ['compressor oil', 3, 'title'],
    ['compr', 3, 'title'],
    ['mueller seal', 3, 'phrase'],
    ['Müller', 3, 'phrase'],
    ['p-0420 变速箱', 1, 'phrase'],
    ['PO420 变速箱', 1, 'nearest'],
    ['compresor laeks', 3, 'nearest'],
    ['lvxin', 4, 'pinyin'],
    ['ru he geng huan lv xin', 4, 'pinyin'],
    ['空调为什么不制冷', 2, 'some'],
    ['制冷不好的空调', 2, 'some'],
  ])('%s', async (q, n, step) => {
    expect(await first(q)).toMatchObject({ id: id(n), step })
  })

  it('says what was corrected', async () => {
    expect((await first('变速相异响')).corrected).toEqual([{ typed: '变速相异响', shown: '变速箱异响' }])
    expect((await first('變速相')).corrected).toEqual([{ typed: '变速相', shown: '变速箱' }])
    expect((await first('biansuxiang')).corrected).toEqual([{ typed: 'biansuxiang', shown: '变速箱' }])
    expect((await first('compresor')).corrected).toEqual([{ typed: 'compresor', shown: 'compressor' }])
    expect((await first('变速箱')).corrected).toEqual([])
  })

  it('finds what is asked in words that are everywhere, not said as one phrase', async () => {
    const { hits } = await search('洗衣机怎么会漏水呢', { limit: 10 })
    expect(hits).toHaveLength(10)
    for (const hit of hits) expect(hit).toMatchObject({ step: 'some', title: expect.stringContaining('洗衣机') })
  })

  it('takes the words as typed when asked to', async () => {
    expect(await search('变速相', { literal: true })).toEqual({ hits: [], corrected: [] })
  })

  it('puts titles before texts, and newer before older', async () => {
    expect(await ids('变速箱')).toEqual([id(1), id(5)])
    const newest = (await search('洗衣机', { limit: 5 })).hits.map((hit) => +hit.updatedAt)
    expect(newest).toEqual([...newest].sort((a, b) => b - a))
    expect(newest[0]).toBe(Math.max(...Array.from({ length: ROWS / 7 }, (_, i) => +day((i * 7) % 5000))))
  })

  it('keeps to the kinds and the stations asked for', async () => {
    expect(await ids('变速箱', { kinds: ['article'] })).toEqual([])
    expect(await ids('变速箱', { scope: { stations: [STATION], sharedKinds: [] } })).toEqual([id(1)])
    expect(await ids('滤芯', { scope: { stations: [STATION], sharedKinds: [] } })).toEqual([])
    expect(await ids('滤芯', { scope: { stations: [STATION], sharedKinds: ['article'] } })).toEqual([id(4)])
  })

  it('never shows another tenant, and nothing without one', async () => {
    expect((await search('变速箱', {}, THEIRS)).hits.map((hit) => hit.title)).toEqual(['别家的变速箱异响'])
    const { rows } = await app.query(`select * from kit.search_match('text', '''变速''', null, null, null, null, 10)`)
    expect(rows).toEqual([])
  })

  it.each(['', '   ', '，。', '()&|!:*', "'", '\\', '<->', 'a'.repeat(5000), '\0', '😀'])('survives %j', async (q) => {
    expect((await search(q)).hits).toEqual([])
  })

  it('takes texts with anything in them', async () => {
    const entry = { kind: 'note', id: id(8), title: "离合\0器' \\ 😀", text: '<b>&"\ud800', updatedAt: day(1) }
    await asTenant(OURS, (run) => putEntries(run, [entry]))
    expect(await ids('离合')).toEqual([id(8)])
    await asTenant(OURS, (run) => removeEntries(run, 'note', [id(8)]))
  })

  it('replaces and removes entries', async () => {
    const entry = { kind: 'note', id: id(9), title: '离合器打滑', updatedAt: day(1) }
    await asTenant(OURS, (run) => putEntries(run, [entry]))
    expect(await ids('离合器')).toEqual([id(9)])
    await asTenant(OURS, (run) => putEntries(run, [{ ...entry, title: '方向盘抖动' }]))
    expect(await ids('离合器')).toEqual([])
    await asTenant(OURS, (run) => removeEntries(run, 'note', [id(9)]))
    expect(await ids('方向盘')).toEqual([])
  })
})

describe('plans under row-level security, as the application role', () => {
  /** The plans of everything a search ran, through auto_explain (the functions hide them from plain EXPLAIN). */
  async function plansOf(work: () => Promise<unknown>): Promise<string> {
    const plans: string[] = []
    const note = (notice: { message: string | undefined }) => plans.push(notice.message ?? '')
    const admin = await connect('search', 'postgres')
    await admin.query(`alter role aftercare_app set auto_explain.log_min_duration = 0`)
    await admin.query(`alter role aftercare_app set auto_explain.log_nested_statements = on`)
    await admin.query(`alter role aftercare_app set auto_explain.log_level = notice`)
    await admin.end()
    const quiet = app
    app = await connect('search', 'aftercare_app')
    app.on('notice', note)
    try {
      await work()
    } finally {
      await app.end()
      app = quiet
    }
    return plans.join('\n')
  }

  it.each([
    ['an exact code', 'SR-2026-000123', 'search_entry_codes'],
    ['a serial fragment', '77120-xk', 'search_entry_serial'],
    ['a phrase of four characters', '变速箱异', 'search_entry_tsv'],
    ['a phrase of two characters', '滤芯', 'search_entry_tsv'],
    ['a prefix', 'compr', 'search_entry_tsv'],
    ['a sound', '变速相', 'search_entry_py'],
    ['some parts', '空调为什么不制冷', 'search_entry_tsv'],
    ['one kind of a word that is everywhere', '漏水 2021', 'search_entry_tsv'],
    ['a misspelt word', 'compresor', 'search_word_near'],
  ])('%s uses its GIN index', async (_what, q, index) => {
    const plans = await plansOf(() => search(q))
    expect(plans).toContain(`Bitmap Index Scan on ${index}`)
    expect(plans).not.toContain('search_entry_newest')
  })

  it('a word that is everywhere is taken from the newest', async () => {
    const plans = await plansOf(() => search('洗衣机'))
    expect(plans).toContain('Index Scan using search_entry_newest')
    expect(plans).not.toContain('Bitmap Index Scan on search_entry_tsv')
  })

  it('needs the functions: the same question asked of the table itself reads every row of the tenant', async () => {
    const plans = await plansOf(() =>
      asTenant(OURS, (run) =>
        run(`select id from kit.search_entry where tenant_id = kit.tenant() and tsv @@ $1::tsquery`, [
          `'变速' <-> '速箱'`,
        ]),
      ),
    )
    expect(plans).not.toContain('search_entry_tsv')
  })
})
