/**
 * Value added and sales taxes of countries. They ship so that a company can bill on its first day; each names its law and where it was
 * looked up, and is marked as not confirmed until somebody of the company has looked at it. The figures and the first days of the standard
 * rates of the EU were looked up; first days of reduced rates and of other countries are from memory. Basis points: 1900 = 19 %.
 */
export interface ShippedRate {
  country: string
  category: 'standard' | 'reduced' | 'second_reduced' | 'zero'
  bp: number
  /** First day of this rate. */
  validFrom: string
  source: string
}

/** The day on which all of them were looked up. */
const ON = '2026-11-22'
/** Public copies in which figure and country were found. */
const TEDB = 'European Commission TEDB, edition 2026-09-23 (eu-vat-rates-data)'
const TEDB_ALL = 'European Commission TEDB, edition 2026-04-28 (eu-vat-rates-data)'
const SALES_TAX = 'node-sales-tax@020835d'
const VAT_LAW_OF_CHINA = 'gov.cn, content_6994557'
const seenIn = (law: string, where: string) => `${law} · ${where}, ${ON}`
/** Found nowhere: shown as such. */
const fromMemory = (law: string) => `${law} · from memory, not looked up`

const rate = (
  country: string,
  category: ShippedRate['category'],
  bp: number,
  validFrom: string,
  source: string,
): ShippedRate => ({ country, category, bp, validFrom, source })

/** Of a member state: [country, standard since, standard, reduced since, reduced, second reduced]. */
const EU: readonly [string, string, number, string?, number?, number?][] = [
  ['AT', '1984-01-01', 2000, '2016-01-01', 1000, 1300],
  ['BE', '1996-01-01', 2100, '1996-01-01', 1200, 600],
  ['BG', '1999-01-01', 2000, '2011-04-01', 900],
  ['CY', '2014-01-13', 1900, '2014-01-13', 900, 500],
  ['CZ', '2013-01-01', 2100, '2024-01-01', 1200],
  ['DE', '2021-01-01', 1900, '2021-01-01', 700],
  ['DK', '1992-01-01', 2500],
  ['EE', '2025-07-01', 2400],
  ['ES', '2012-09-01', 2100, '2012-09-01', 1000, 400],
  ['FI', '2024-09-01', 2550],
  ['FR', '2014-01-01', 2000, '2014-01-01', 1000, 550],
  ['GR', '2016-06-01', 2400, '2016-06-01', 1300, 600],
  ['HR', '2012-03-01', 2500, '2014-01-01', 1300, 500],
  ['HU', '2012-01-01', 2700, '2012-01-01', 1800, 500],
  ['IE', '2021-03-01', 2300, '2012-01-01', 1350],
  ['IT', '2013-10-01', 2200, '2013-10-01', 1000],
  ['LT', '2009-09-01', 2100],
  ['LU', '2024-01-01', 1700, '2024-01-01', 800],
  ['LV', '2012-07-01', 2100, '2018-01-01', 1200],
  ['MT', '2004-01-01', 1800, '2011-01-01', 700, 500],
  ['NL', '2012-10-01', 2100, '2019-01-01', 900],
  ['PL', '2011-01-01', 2300, '2011-01-01', 800, 500],
  ['PT', '2011-01-01', 2300, '2011-01-01', 1300, 600],
  ['RO', '2025-08-01', 2100],
  ['SE', '1990-07-01', 2500, '1996-01-01', 1200, 600],
  ['SI', '2013-07-01', 2200, '2013-07-01', 950],
  ['SK', '2025-01-01', 2300],
]

const OF_EU = EU.flatMap(([country, since, standard, reducedSince, reduced, second]) => [
  rate(
    country,
    'standard',
    standard,
    since,
    seenIn(country === 'DE' ? '§ 12 (1) UStG' : 'VAT Directive 2006/112/EC, Art. 96', TEDB),
  ),
  ...(
    [
      ['reduced', reduced],
      ['second_reduced', second],
    ] as const
  ).flatMap(([category, bp]) =>
    bp === undefined || reducedSince === undefined
      ? []
      : [
          rate(
            country,
            category,
            bp,
            reducedSince,
            seenIn(country === 'DE' ? '§ 12 (2) UStG' : 'VAT Directive 2006/112/EC, Art. 98', TEDB_ALL),
          ),
        ],
  ),
])

export const SHIPPED_RATES: readonly ShippedRate[] = [
  rate(
    'CN',
    'standard',
    1300,
    '2019-04-01',
    seenIn('财政部 税务总局 海关总署公告 2019 年第 39 号；自 2026 年起增值税法第十条', VAT_LAW_OF_CHINA),
  ),
  rate(
    'CN',
    'reduced',
    900,
    '2019-04-01',
    seenIn('财政部 税务总局 海关总署公告 2019 年第 39 号；自 2026 年起增值税法第十条', VAT_LAW_OF_CHINA),
  ),
  rate(
    'CN',
    'second_reduced',
    600,
    '2016-05-01',
    seenIn('财税〔2016〕36 号；自 2026 年起增值税法第十条', VAT_LAW_OF_CHINA),
  ),
  rate('TW', 'standard', 500, '1986-04-01', seenIn('加值型及非加值型營業稅法第 10 條', SALES_TAX)),
  rate('HK', 'standard', 0, '1997-07-01', fromMemory('No value added or sales tax')),
  rate('MO', 'standard', 0, '1999-12-20', fromMemory('No value added or sales tax')),
  rate('US', 'standard', 0, '2020-01-01', seenIn('No federal sales tax; enter the rate of your state', SALES_TAX)),
  ...OF_EU,
  rate('GB', 'standard', 2000, '2011-01-04', seenIn('Value Added Tax Act 1994, s. 2', TEDB_ALL)),
  rate('GB', 'reduced', 500, '1997-09-01', seenIn('Value Added Tax Act 1994, s. 29A', TEDB_ALL)),
  rate('CH', 'standard', 810, '2024-01-01', seenIn('MWSTG Art. 25', TEDB_ALL)),
  rate('CH', 'reduced', 260, '2024-01-01', seenIn('MWSTG Art. 25', TEDB_ALL)),
  rate('NO', 'standard', 2500, '2005-01-01', seenIn('Merverdiavgiftsloven § 5-1', TEDB_ALL)),
  rate('JP', 'standard', 1000, '2019-10-01', seenIn('消費税法第 29 条、地方税法第 72 条の 83', SALES_TAX)),
  rate('JP', 'reduced', 800, '2019-10-01', seenIn('消費税法附則(軽減対象)', 'vatcalc.com, Japan')),
  rate('KR', 'standard', 1000, '1977-07-01', seenIn('부가가치세법 제30조', SALES_TAX)),
  rate(
    'AU',
    'standard',
    1000,
    '2000-07-01',
    seenIn('A New Tax System (Goods and Services Tax) Act 1999, s. 9-70', SALES_TAX),
  ),
  rate('NZ', 'standard', 1500, '2010-10-01', seenIn('Goods and Services Tax Act 1985, s. 8', SALES_TAX)),
  rate('SG', 'standard', 900, '2024-01-01', seenIn('Goods and Services Tax Act 1993, s. 16', SALES_TAX)),
  rate('IN', 'standard', 1800, '2017-07-01', seenIn('CGST Act 2017; IGST of most goods and repairs', SALES_TAX)),
  rate(
    'CA',
    'standard',
    500,
    '2008-01-01',
    seenIn('Excise Tax Act, s. 165; enter the tax of your province', SALES_TAX),
  ),
  rate('MX', 'standard', 1600, '2010-01-01', seenIn('Ley del IVA, art. 1', SALES_TAX)),
  rate('AE', 'standard', 500, '2018-01-01', seenIn('Federal Decree-Law No. 8 of 2017', SALES_TAX)),
  rate('SA', 'standard', 1500, '2020-07-01', seenIn('VAT Implementing Regulations', SALES_TAX)),
  rate('ZA', 'standard', 1500, '2018-04-01', seenIn('Value-Added Tax Act 89 of 1991, s. 7', SALES_TAX)),
]
