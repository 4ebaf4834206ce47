import { describe, expect, it } from 'vitest'
import { heading, lineTable, paragraph, printLabels, printPaper } from './index.ts'
import { strokesOnly } from './pictures.ts'
import { readPdf } from './read.fixture.ts'
import { samplePaper } from './sample.fixture.ts'

describe('printPaper', () => {
  it.each([
    ['en', 'Page 1 of 3', 'Compressor seal kit'],
    ['zh-CN', '第 1 页，共 3 页', '饕餮龘'],
    ['zh-TW', '第 1 頁，共 3 頁', '龜鬱臺灣'],
  ] as const)('writes %s with text that can be searched and copied', async (language, page, text) => {
    const { pages, info, size } = await readPdf(await printPaper(samplePaper(language)))
    expect(pages).toHaveLength(3)
    expect(pages[0]).toContain(page)
    expect(pages[0]).toContain(text)
    expect(info).toMatchObject({ Title: expect.stringContaining('SR-2026-000123'), Language: language })
    expect(size).toEqual([595, 842])
  })

  it('repeats number and table header on every page and cuts no row', async () => {
    const { pages } = await readPdf(await printPaper(samplePaper('en')))
    for (const page of pages) {
      expect(page).toContain('SR-2026-000123')
      expect(page.replaceAll(' ', '')).toContain('NCNYCNY')
    }
    const all = pages.join('').replaceAll(' ', '')
    for (let n = 1; n <= 45; n++) expect(all).toContain(`${n}.Compressorsealkit,completewithO-rings`)
    expect(all.match(/21,234\.502,469\.00/g)).toHaveLength(45)
  })

  it('keeps totals and signatures whole', async () => {
    // Whatever the number of lines, both totals are on one page, and both signatures.
    for (const count of [8, 9, 10, 11, 12, 13, 14]) {
      const { pages } = await readPdf(await printPaper(samplePaper('en', count)))
      expect(pages.filter((page) => page.includes('111,105.00') && page.includes('125,548.65'))).toHaveLength(1)
    }
  })

  it('keeps a heading with its first paragraph', async () => {
    const table = (rows: number) =>
      lineTable(
        [{ header: 'Description' }],
        Array.from({ length: rows }, (_, n) => ({ cells: [`row ${n}`] })),
      )
    for (let rows = 16; rows <= 24; rows++) {
      const content = [...table(rows), heading('Terms'), paragraph('Ends early'), paragraph('May be handed on')]
      const { pages } = await readPdf(await printPaper({ ...samplePaper('en', 1), facts: [], content }))
      const [page] = pages.filter((one) => one.includes('Terms'))
      expect(page).toContain('Ends early')
    }
  })

  it('keeps a heading with the first row of its table', async () => {
    const amounts = lineTable([{ header: 'Amounts' }], [{ cells: ['first'], note: 'note' }, { cells: ['second'] }])
    for (let count = 18; count <= 30; count++) {
      const before = Array.from({ length: count }, (_, n) => paragraph(`line ${n}`))
      const content = [...before, heading('Prices'), ...amounts]
      const { pages } = await readPdf(await printPaper({ ...samplePaper('en', 1), facts: [], content }))
      expect(pages.find((one) => one.includes('Prices'))).toContain('first')
    }
  })

  it.each(['en', 'zh-TW'] as const)('draws the narrow spaces of a span of time in %s', async (language) => {
    const paper = samplePaper(language, 1)
    const { pages } = await readPdf(
      await printPaper({ ...paper, facts: [{ label: 'On site', value: '14:55\u2009–\u200916:09' }], content: [] }),
    )
    expect(pages.join('')).not.toMatch(/[\u2009\u202f]/)
    expect(pages.join('').replace(/\s/g, '')).toContain('14:55–16:09')
  })

  it('prints on Letter', async () => {
    expect((await readPdf(await printPaper({ ...samplePaper('en', 1), size: 'LETTER' }))).size).toEqual([612, 792])
  })

  it('leaves out a logo that is no picture, and what has nothing in it', async () => {
    const paper = samplePaper('en', 1)
    const logo = Buffer.from('GIF89a no logo')
    const { pages } = await readPdf(
      await printPaper({ ...paper, facts: [], content: [], company: { ...paper.company, logo } }),
    )
    expect(pages[0]).toContain('Northwind Service Ltd.')
  })
})

describe('a signature from outside', () => {
  it('is drawn anew from strokes and dots only', () => {
    const svg = `<svg viewBox="0 0 10 10" onload="x()"><style>@import "http://x"</style><image href="/etc/passwd"/>
      <path d="M0,0 L5,5" stroke-width="3" style="fill:url(file:///etc/passwd)"/><circle cx="1" cy="2" r=".5"/></svg>`
    expect(strokesOnly(svg)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">' +
        '<path d="M0,0 L5,5" fill="none" stroke="#111" stroke-width="3" stroke-linecap="round"/>' +
        '<circle cx="1" cy="2" r=".5" fill="#111"/></svg>',
    )
  })
  it.each(['', '<svg></svg>', '<svg><image href="file:///etc/passwd"/></svg>', 'x'.repeat(600_000)])(
    'is nothing without strokes',
    (svg) => {
      expect(strokesOnly(svg)).toBeUndefined()
    },
  )
})

describe('printLabels', () => {
  const labels = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      code: `https://service.example.org/s/token${n}`,
      lines: [
        { says: '型号', text: '家用空调 KFR-35GW' },
        { says: '序列号', text: `LSVAU2A37N21008${n}`, isMain: true },
      ],
      note: '扫码报修、查保修',
    }))
  const about = { language: 'zh-CN', title: '保修标签', company: '远航售后服务有限公司' }

  it.each([
    ['A4', 3, 8],
    ['A4', 4, 12],
    ['A4', 2, 5],
    ['LETTER', 3, 10],
  ] as const)('fills a sheet of %s with %i × %i labels', async (size, columns, rows) => {
    const sheet = { ...about, form: { size, columns, rows } }
    const full = await readPdf(await printLabels({ ...sheet, labels: labels(columns * rows) }))
    expect(full.pages).toHaveLength(1)
    expect(full.pages[0]).toContain(`LSVAU2A37N21008${columns * rows - 1}`)
    expect(full.pages[0]).toContain('扫码报修、查保修')
    expect((await readPdf(await printLabels({ ...sheet, labels: labels(columns * rows + 1) }))).pages).toHaveLength(2)
  })

  it.each([
    [50, 30],
    [70, 40],
    [100, 60],
  ])('prints labels of %i × %i mm one by one, for a label printer', async (width, height) => {
    const printed = await readPdf(await printLabels({ ...about, form: { width, height }, labels: labels(3) }))
    expect(printed.pages).toHaveLength(3)
    expect(printed.pages[2]).toContain('LSVAU2A37N210082')
    expect(printed.size).toEqual([Math.round((width * 72) / 25.4), Math.round((height * 72) / 25.4)])
  })
})
