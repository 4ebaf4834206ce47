import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import v8 from 'node:v8'
import vm from 'node:vm'
import { gzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { headerKey, type ReadOptions, readTable, type TableRow, writeCsv } from './index.ts'

const bytes = (data: Buffer | string, chunk = 7) =>
  (async function* () {
    const all = Buffer.from(data)
    for (let at = 0; at < all.length; at += chunk) yield all.subarray(at, at + chunk)
  })()

v8.setFlagsFromString('--expose-gc')
const collect = vm.runInNewContext('gc') as () => void
/** Bytes that something still holds: what waits to be collected depends on the moment. */
function heldNow(): number {
  collect()
  return process.memoryUsage().heapUsed
}

async function read(data: Buffer | string, options: ReadOptions = {}, chunk?: number) {
  const table = await readTable(bytes(data, chunk), options)
  const rows: TableRow[] = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows, cells: rows.map((row) => row.cells) }
}

/** GB18030 and Big5 bytes of 型号,电话 / 空调 as a Chinese Windows would save them (Node only decodes these). */
const gb = Buffer.from('d0cdbac52cb5e7bbb00abfd5b5f72c3133380a', 'hex')
const big5 = Buffer.from('abacb8b92cb971b8dc0aaac5bdd52c3133380a', 'hex')

describe('reading CSV', () => {
  it('keeps quotes, line breaks in cells and row numbers', async () => {
    const { headers, rows } = await read('no,text,n\r\n1,"a ""b"", c",2\r\n\r\n2,"line\r\nbreak",3\r\n3,5" hose,4')
    expect(headers).toEqual(['no', 'text', 'n'])
    expect(rows).toEqual([
      { row: 2, line: 2, cells: ['1', 'a "b", c', '2'] },
      { row: 4, line: 4, cells: ['2', 'line\nbreak', '3'] },
      { row: 5, line: 6, cells: ['3', '5" hose', '4'] },
    ])
  })

  it.each([1, 2, 3, 1000])('gives the same whatever the size of the pieces (%i bytes)', async (chunk) => {
    const text = '\uFEFF名称,说明\r\n"变速箱","异响\r\n冷车"\r\n空调,"不""制冷"\r\n'
    expect((await read(text, {}, chunk)).cells).toEqual([
      ['变速箱', '异响\n冷车'],
      ['空调', '不"制冷'],
    ])
  })

  it('reports a missing quote with its own line and loses no other', async () => {
    const { rows } = await read('a,b\n1,"open\n2,x\n3,"y"\n4,z\n')
    expect(rows.map((r) => [r.line, r.problem?.code, r.cells])).toEqual([
      [2, 'tables.quotes_broken', ['1,"open']],
      [3, undefined, ['2', 'x']],
      [4, undefined, ['3', 'y']],
      [5, undefined, ['4', 'z']],
    ])
  })

  it('gives up a quote that swallows hundreds of lines', async () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `${i},v`)
    const { rows } = await read(['a,b', 'x,"lost', ...lines].join('\n'), {}, 4096)
    expect(rows.filter((r) => r.problem)).toHaveLength(1)
    expect(rows).toHaveLength(2001)
  })

  it('reports rows with more or fewer cells than headers', async () => {
    const { rows } = await read('a,b,c\n1,2\n1,2,3,4\n1,2,3\n')
    expect(rows.map((r) => r.problem?.values)).toEqual([
      { found: 2, expected: 3 },
      { found: 4, expected: 3 },
      undefined,
    ])
    expect(rows[0]!.cells).toEqual(['1', '2', null])
  })

  it.each([
    ['UTF-8 with mark', Buffer.from('\uFEFF型号,电话\n空调,138\n'), 'utf-8'],
    ['UTF-16 LE with mark', Buffer.from('\uFEFF型号,电话\n空调,138\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with mark', Buffer.from('\uFEFF型号,电话\n空调,138\n', 'utf16le').swap16(), 'utf-16be'],
    ['GB18030', gb, 'gb18030'],
  ])('knows %s', async (_name, data, encoding) => {
    const table = await read(data)
    expect(table).toMatchObject({ encoding, headers: ['型号', '电话'], cells: [['空调', '138']] })
  })

  it('knows Big5, Western and unmarked UTF-16 text', async () => {
    expect(await read(big5)).toMatchObject({ encoding: 'big5', headers: ['型號', '電話'], cells: [['空調', '138']] })
    const latin = Buffer.from('Name;Ort\nMüller;Köln\nGrößer;Düsseldorf\n', 'latin1')
    expect(await read(latin)).toMatchObject({
      encoding: 'windows-1252',
      cells: [
        ['Müller', 'Köln'],
        ['Größer', 'Düsseldorf'],
      ],
    })
    expect(await read(Buffer.from('name,town\nmill,york\n', 'utf16le'))).toMatchObject({
      encoding: 'utf-16le',
      cells: [['mill', 'york']],
    })
  })

  it('reports rows with bytes that are no text', async () => {
    const { rows } = await read(
      Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xe4, 0xb8]), Buffer.from(',\n2,x\n')]),
      { encoding: 'utf-8' },
    )
    expect(rows.map((r) => r.problem?.code)).toEqual(['tables.characters', undefined])
  })

  it.each([
    ['a;b;c\n1,5;2;3\n', ';'],
    ['a\tb\n1\t2\n', '\t'],
    ['a|b\n1|2, 3\n', '|'],
    ['a,b\n"x;y;z",2\n', ','],
    ['only\none\n', ','],
  ])('finds the delimiter of %j', async (text, delimiter) => {
    expect((await read(text)).delimiter).toBe(delimiter)
  })

  it("takes Excel's sep= line for what it is", async () => {
    expect(await read('sep=;\na;b\n1;2\n')).toMatchObject({
      headers: ['a', 'b'],
      cells: [['1', '2']],
      rows: [{ row: 3, line: 3 }],
    })
  })

  it('makes headers clean and different', async () => {
    expect((await read('\uFEFF Serial  No. ,,Serial No.\n1,2,3\n')).headers).toEqual([
      'Serial No.',
      'B',
      'Serial No. (2)',
    ])
    expect(headerKey('Serial_no.')).toBe(headerKey(' Ｓerial No'))
  })

  it('unpacks gzip and refuses one that holds too much', async () => {
    expect((await read(gzipSync('a,b\n1,2\n'))).cells).toEqual([['1', '2']])
    const bomb = gzipSync(Buffer.alloc(5_000_000, 'a,b\n'))
    await expect(read(bomb, { maxBytes: 1_000_000 })).rejects.toMatchObject({ code: 'tables.too_large', status: 413 })
    await expect(read(gzipSync('a,b\n1,2\n').subarray(0, 20))).rejects.toMatchObject({ code: 'tables.unreadable' })
  })

  it('says when there is nothing, or nothing readable', async () => {
    await expect(read('')).rejects.toMatchObject({ code: 'tables.empty' })
    await expect(read('\n\n,,\n')).rejects.toMatchObject({ code: 'tables.empty' })
    await expect(read('a,"b\n1,2\n')).rejects.toMatchObject({ code: 'tables.header_broken' })
    await expect(read(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({ code: 'tables.old_excel' })
    await expect(read(Buffer.from('504b0304ffffffffffff', 'hex'))).rejects.toMatchObject({ code: 'tables.unreadable' })
  })
})

describe('reading XLSX', () => {
  async function workbook() {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('客户')
    sheet.addRow(['编号', '日期', '数量', '备注', '是否'])
    sheet.addRow(['A1', new Date(Date.UTC(2026, 10, 21)), 3.5, { richText: [{ text: '漏' }, { text: '水' }] }, true])
    sheet.getCell('A4').value = 'A2'
    sheet.getCell('C4').value = { formula: 'C2*2', result: 7 }
    sheet.getCell('A5').value = { text: 'A3', hyperlink: 'https://example.org' }
    sheet.getCell('C5').value = { error: '#REF!' }
    book.addWorksheet('second').addRow(['x'])
    return Buffer.from(await book.xlsx.writeBuffer())
  }

  it('reads typed cells with the row numbers of the sheet', async () => {
    const { headers, rows, format } = await read(await workbook(), {}, 5000)
    expect({ headers, format }).toEqual({ format: 'xlsx', headers: ['编号', '日期', '数量', '备注', '是否'] })
    expect(rows).toEqual([
      { row: 2, line: 2, cells: ['A1', new Date(Date.UTC(2026, 10, 21)), 3.5, '漏水', true] },
      { row: 4, line: 4, cells: ['A2', null, 7, null, null] },
      {
        row: 5,
        line: 5,
        cells: ['A3', null, null, null, null],
        problem: { code: 'tables.cell_error', values: { error: '#REF!' } },
      },
    ])
  })

  it('reads another sheet by name and says when it is not there', async () => {
    expect((await read(await workbook(), { sheet: 'second' }, 5000)).headers).toEqual(['x'])
    await expect(read(await workbook(), { sheet: 'third' }, 5000)).rejects.toMatchObject({ code: 'tables.no_sheet' })
  })
})

describe('a large file', () => {
  it('is read with flat memory', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tables-'))
    const file = path.join(folder, 'large.csv')
    const { writeFile } = await import('node:fs/promises')
    const columns = [
      { header: 'n', type: 'whole', value: (n: number) => n },
      { header: 'text', type: 'text', value: (n: number) => `第${n}行 "引用", 换行\n${'内容'.repeat(50)}` },
    ] as const
    await writeFile(
      file,
      writeCsv(
        columns,
        Array.from({ length: 100_000 }, (_, n) => n),
      ),
    )
    const before = heldNow()
    let most = 0
    let count = 0
    const { rows } = await readTable(createReadStream(file))
    for await (const row of rows) {
      if (row.problem) throw new Error(row.problem.code)
      if (++count % 10_000 === 0) most = Math.max(most, heldNow() - before)
    }
    await rm(folder, { recursive: true })
    expect(count).toBe(100_000)
    expect(most).toBeLessThan(10e6) // the file has 36 MB, its rows as objects far more
  }, 60_000)

  it('is closed when the reader stops early', async () => {
    const source = Readable.from(bytes(`a,b\n${'1,2\n'.repeat(100_000)}`, 1000))
    for await (const row of (await readTable(source)).rows) if (row.row > 5) break
    expect(source.destroyed).toBe(true)
    expect((await buffer(Readable.from(['x']))).length).toBe(1)
  })
})
