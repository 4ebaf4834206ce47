import { facts, heading, type Line, lineTable, type Paper, paragraph, signatures, statusBox } from './index.ts'

const strokes =
  '<svg viewBox="0 0 300 100"><path d="M 10,60 C 40,10 60,100 90,50 C 110,20 130,90 160,50 C 190,10 220,80 280,40" stroke-width="2.5"/><circle cx="285" cy="45" r="2"/></svg>'

const texts = {
  en: {
    title: 'Service report',
    company: 'Northwind Service Ltd.',
    part: 'Compressor seal kit, complete with O-rings',
    fault: 'Leaks oil when cold',
    done: 'Covered by warranty',
    ask: 'The customer pays nothing.',
  },
  'zh-CN': {
    title: '服务报告',
    company: '远航售后服务有限公司',
    part: '压缩机密封套件（含 O 型圈）',
    fault: '冷车启动时变速箱有异响，行驶约十分钟后消失；故障码 P0420。饕餮龘',
    done: '保修范围内',
    ask: '客户无需付费。',
  },
  'zh-TW': {
    title: '服務報告',
    company: '遠航售後服務股份有限公司',
    part: '壓縮機密封套件（含 O 型環）',
    fault: '冷車啟動時變速箱有異響，行駛約十分鐘後消失；故障碼 P0420。龜鬱臺灣',
    done: '保固範圍內',
    ask: '客戶無須付費。',
  },
}

/** A service report of several pages, as field-work and billing will make them. */
export function samplePaper(language: keyof typeof texts, count = 45): Paper {
  const text = texts[language]
  const lines = Array.from(
    { length: count },
    (_, n): Line => ({
      cells: [`${n + 1}. ${text.part}`, '2', '1,234.50', '2,469.00'],
      ...(n % 7 === 0 ? { note: text.fault } : {}),
    }),
  )
  return {
    language,
    title: text.title,
    number: 'SR-2026-000123',
    company: { name: text.company, lines: ['上海市浦东新区世纪大道 100 号', 'Tel. +86 21 5555 0100'] },
    facts: [
      { label: 'A', value: '2026-11-21' },
      { label: 'B', value: '王小明' },
      { label: 'C', value: 'KFR-35GW' },
      { label: 'D', value: '' },
      { label: 'E', value: 'LSVAU2A37N2100801' },
    ],
    link: { url: 'https://service.example.org/r/abcdefgh', label: text.title },
    footnote: text.company,
    content: [
      statusBox('good', text.done, text.ask),
      heading(text.title),
      paragraph(text.fault.repeat(4)),
      facts([{ label: 'X', value: text.fault }]),
      ...lineTable(
        [
          { header: text.title },
          { header: 'N', align: 'right' },
          { header: 'CNY', align: 'right' },
          { header: 'CNY', align: 'right' },
        ],
        lines,
        [{ cells: ['Σ', '111,105.00'] }, { cells: ['Total', '125,548.65'], bold: true }],
      ),
      signatures([
        { role: 'K', name: '王小明', at: '2026-11-21 14:05', image: strokes },
        { role: 'T', name: '', at: '' },
      ]),
    ],
  }
}
