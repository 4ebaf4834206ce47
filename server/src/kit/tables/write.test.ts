import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { money } from '@aftercare/rules'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { readTable, type WriteColumn, writeCsv, writeXlsx } from './index.ts'

interface Line {
  name: string
  price: ReturnType<typeof money>
  day: string
  at: Date
  open: boolean
  n: number | null
}

const columns: WriteColumn<Line>[] = [
  { header: '名称', type: 'text', value: (r) => r.name },
  { header: 'Price', type: 'money', value: (r) => r.price },
  { header: 'Day', type: 'day', value: (r) => r.day },
  { header: 'At', type: 'time', zone: 'Asia/Shanghai', value: (r) => r.at },
  { header: 'Open', type: 'flag', value: (r) => r.open },
  { header: 'N', type: 'whole', value: (r) => r.n },
]
const line = (name: string, n: number | null = -5): Line => ({
  name,
  price: money(-123_450n, 'CNY'),
  day: '2026-11-21',
  at: new Date('2026-11-21T18:30:00Z'),
  open: true,
  n,
})

describe('writing CSV', () => {
  it('writes a mark, typed cells and quotes', async () => {
    const csv = (await buffer(writeCsv(columns, [line('a "b", c'), line('换\n行', null)]))).toString()
    expect(csv).toBe(
      '\uFEFF名称,Price,Day,At,Open,N\r\n' +
        '"a ""b"", c",-1234.50,2026-11-21,2026-11-22 02:30:00,true,-5\r\n' +
        '"换\n行",-1234.50,2026-11-21,2026-11-22 02:30:00,true,\r\n',
    )
  })

  it.each(['=1+1', '+8613800138000', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '=HYPERLINK("http://x","y")'])(
    'lets %j run nowhere and reads it back unchanged',
    async (name) => {
      const csv = await text(writeCsv(columns, [line(name)]))
      expect(csv.split('\r\n')[1]).toMatch(/^"?'/)
      const { rows } = await readTable(Readable.from([Buffer.from(csv)]))
      for await (const row of rows) expect(row.cells[0]).toBe(name.replace(/^\r/, '\n'))
    },
  )

  it('asks for rows only as fast as they are read', async () => {
    let made = 0
    const rows = (function* () {
      for (; made < 1_000_000; made++) yield line('x')
    })()
    const stream = writeCsv(columns, rows)
    for await (const _ of stream) break
    expect(made).toBeLessThan(20_000)
  })
})

describe('writing XLSX', () => {
  const load = async (stream: Readable) => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await buffer(stream)) as never)
    return book
  }

  it('writes typed cells that a spreadsheet calculates with', async () => {
    const book = await load(writeXlsx('导出: 1/2', columns, [line('=1+1\u0001\ud800')]))
    const sheet = book.worksheets[0]!
    expect(sheet.name).toBe('导出  1 2')
    const cells = sheet.getRow(2).values as ExcelJS.CellValue[]
    expect(cells.slice(1)).toEqual([
      '=1+1\uFFFD',
      -1234.5,
      new Date('2026-11-21T00:00:00Z'),
      new Date('2026-11-22T02:30:00Z'),
      true,
      -5,
    ])
    expect(sheet.getCell('A2').type).toBe(ExcelJS.ValueType.String)
    expect(sheet.getCell('D2').numFmt).toBe('yyyy-mm-dd hh:mm')
    expect(sheet.getCell('A1').font.bold).toBe(true)
    expect(sheet.autoFilter).toBe('A1:F1')
  })

  it('is read back by readTable', async () => {
    const { headers, rows } = await readTable(writeXlsx('x', columns, [line('变速箱')]))
    expect(headers[0]).toBe('名称')
    for await (const row of rows) expect(row.cells[0]).toBe('变速箱')
  })

  it('passes on an error of the rows', async () => {
    async function* failing() {
      yield line('x')
      throw new Error('database away')
    }
    await expect(buffer(writeXlsx('x', columns, failing()))).rejects.toThrow('database away')
    await expect(text(writeCsv(columns, failing()))).rejects.toThrow('database away')
  })

  it('keeps memory flat while nobody reads', async () => {
    let made = 0
    const rows = (function* () {
      for (; made < 300_000; made++) yield line(`row ${made}`)
    })()
    const stream = writeXlsx('x', columns, rows)
    await new Promise((later) => setTimeout(later, 1500))
    expect(made).toBeLessThan(300_000)
    stream.destroy()
  })
})
