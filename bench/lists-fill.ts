import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from '../server/src/kit/db.ts'
import { searchTokens, TOKENIZER_VERSION } from '../server/src/kit/search/index.ts'
import { soundTokens } from '../server/src/kit/search/sounds.ts'

const PLACES = ['客厅', '卧室', '厨房', '车间', '机房', '阳台', '书房', '展厅', '仓库', '办公室']
const THINGS = [
  '空调',
  '冰箱',
  '洗衣机',
  '热水器',
  '空压机',
  '变速箱',
  '压缩机',
  '显示屏',
  '充电桩',
  '水泵',
  '风扇',
  '轴承',
  '控制板',
  '传感器',
  '刹车',
]
const TROUBLES = [
  '室内漏水',
  '不制冷',
  '异常噪音',
  '无法启动',
  '显示故障码',
  '温度过高',
  '压力不足',
  '频繁跳闸',
  '遥控失灵',
  '有焦糊味',
  '震动很大',
  '反复重启',
  '漏油',
  '不排水',
  '充不进电',
]
const SINCE = [
  '今天早上开始',
  '已经三天了',
  '维修后又出现',
  '第一次发生',
  '每天晚上都这样',
  '雨天更明显',
  '夏天经常',
  '偶尔发生',
]

/** Sentences customers might say: enough different ones that words are as rare and as common as in a real queue. */
const TITLES = PLACES.flatMap((place) =>
  THINGS.flatMap((thing) =>
    TROUBLES.map((trouble, n) => `${place}${thing}${trouble},${SINCE[(n + place.length) % SINCE.length]}`),
  ),
)

/** The pool of titles with their search tokens, made once by the application's own tokenizer. */
export async function makePool(tx: Tx): Promise<void> {
  const rows = TITLES.map((title, n) => ({ n, title, tsv: searchTokens(title), py: soundTokens(title) }))
  await sql`create table public.pool as select n, title, tsv::tsvector as tsv, py::tsvector as py
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(n integer, title text, tsv text, py text)`.execute(tx)
  await sql`alter table public.pool add primary key (n)`.execute(tx)
}

const id = (kind: number, n: string) =>
  sql.raw(`('01900000-000${kind}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`)

export const FILLED = ['requests.request', 'kit.search_entry', 'parties.customer', 'assets.asset']

/** The same indexes, built on what was written: in a fraction of the time it takes to keep them row by row. */
export async function indexedAfterwards(pool: pg.Pool, tables: readonly string[], fill: () => Promise<void>) {
  const { rows } = await pool.query<{ name: string; make: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as make
     from pg_index where indrelid = any($1::regclass[]) and not indisunique and not indisexclusion`,
    [tables],
  )
  for (const { name } of rows) await pool.query(`drop index ${name}`)
  await fill()
  const left = [...rows]
  const build = async () => {
    for (let one = left.pop(); one; one = left.pop()) await pool.query(one.make)
  }
  await Promise.all([build(), build()])
}

/** Requests `from + 1 … to` with a customer for every twenty and a product for every ten. Written by the owner. */
export async function fillRequests(tx: Tx, from: number, to: number): Promise<void> {
  await sql`insert into parties.customer (id, number, kind, name, country, language, time_zone, phone, created_at)
    select ${id(1, 'i')}, 'CU-2026-' || lpad(i::text, 8, '0'), 'person', '客户' || i, 'CN', 'zh-CN', 'Asia/Shanghai', '+86138' || lpad(i::text, 8, '0'),
      timestamptz '2024-01-01' + i * interval '20 seconds'
    from generate_series(${from / 20 + 1}::bigint, ${to / 20}::bigint) i`.execute(tx)
  await sql`insert into assets.asset (id, serial, serial_fold, model_id, customer_id, created_at)
    select ${id(2, 'i')}, 'SN' || lpad(i::text, 9, '0'), 'SN' || translate(lpad(i::text, 9, '0'), '018', 'OIB'), (select id from assets.model limit 1), ${id(1, '((i - 1) / 2 + 1)')},
      timestamptz '2024-01-01' + i * interval '10 seconds'
    from generate_series(${from / 10 + 1}::bigint, ${to / 10}::bigint) i`.execute(tx)
  await sql`insert into requests.request (id, number, kind, channel, status, title, customer_id, asset_id, priority, impact, urgency, country, time_zone,
      language, opened_at, next_due_at, closed_at)
    select ${id(3, 'i')}, 'SR-2026-' || lpad(i::text, 9, '0'), 'repair', 'phone',
      case when i % 50 = 0 then 'triaged' when i % 50 = 1 then 'new' when i % 50 = 2 then 'scheduled' when i % 50 = 3 then 'waiting' else 'closed' end,
      p.title, ${id(1, '((i - 1) / 20 + 1)')}, ${id(2, '((i - 1) / 10 + 1)')}, 'P' || (1 + (i * 2654435761 >> 9) % 5), 2, 2, (array['CN', 'DE', 'US'])[1 + i % 3], 'Asia/Shanghai', 'zh-CN',
      timestamptz '2024-01-01' + i * interval '1 minute', case when i % 50 < 4 then timestamptz '2024-01-02' + i * interval '1 minute' end,
      case when i % 50 > 3 then timestamptz '2024-01-03' + i * interval '1 minute' end
    from generate_series(${from + 1}::bigint, ${to}::bigint) i join public.pool p on p.n = (i * 2654435761 >> 7) % ${TITLES.length}`.execute(
    tx,
  )
}

/** What the search knows of the same requests. */
export async function fillSearch(tx: Tx, from: number, to: number): Promise<void> {
  await sql`insert into kit.search_entry (kind, id, title, subtitle, codes, serial_fold, tsv, py, updated_at, tokenizer)
    select 'request', ${id(3, 'i')}, p.title, '', array['sr2026' || lpad(i::text, 9, '0')], 'SN' || translate(lpad(((i - 1) / 10 + 1)::text, 9, '0'), '018', 'OIB'), p.tsv, p.py,
      timestamptz '2024-01-01' + i * interval '1 minute', ${TOKENIZER_VERSION}
    from generate_series(${from + 1}::bigint, ${to}::bigint) i join public.pool p on p.n = (i * 2654435761 >> 7) % ${TITLES.length}`.execute(
    tx,
  )
}

export const customerId = (n: number) => `01900000-0001-7000-8000-${n.toString(16).padStart(12, '0')}`
export const requestId = (n: number) => `01900000-0003-7000-8000-${n.toString(16).padStart(12, '0')}`
export const openedAt = (n: number) => new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString()
