/**
 * Value added and sales taxes of countries, as the law had them when this was written. They ship so that a company can bill on
 * its first day; each is marked as not confirmed until somebody of the company has looked at it. Basis points: 1900 = 19 %.
 */
export interface ShippedRate {
  country: string
  category: 'standard' | 'reduced' | 'second_reduced' | 'zero'
  bp: number
  /** First day of this rate. */
  validFrom: string
  source: string
}

const rate = (
  country: string,
  category: ShippedRate['category'],
  bp: number,
  validFrom: string,
  source: string,
): ShippedRate => ({ country, category, bp, validFrom, source })

/** [country, standard from, standard, reduced, second reduced], of the European Commission's table of VAT rates in the member states. */
const EU: readonly [string, string, number, number?, number?][] = [
  ['AT', '2016-01-01', 2000, 1000, 1300],
  ['BE', '1996-01-01', 2100, 1200, 600],
  ['BG', '1999-01-01', 2000, 900],
  ['CY', '2014-01-13', 1900, 900, 500],
  ['CZ', '2024-01-01', 2100, 1200],
  ['DE', '2021-01-01', 1900, 700],
  ['DK', '1992-01-01', 2500],
  ['EE', '2025-07-01', 2400],
  ['ES', '2012-09-01', 2100, 1000, 400],
  ['FI', '2024-09-01', 2550],
  ['FR', '2014-01-01', 2000, 1000, 550],
  ['GR', '2016-06-01', 2400, 1300, 600],
  ['HR', '2014-01-01', 2500, 1300, 500],
  ['HU', '2012-01-01', 2700, 1800, 500],
  ['IE', '2012-01-01', 2300, 1350],
  ['IT', '2013-10-01', 2200, 1000],
  ['LT', '2009-09-01', 2100],
  ['LU', '2024-01-01', 1700, 800],
  ['LV', '2018-01-01', 2100, 1200],
  ['MT', '2004-01-01', 1800, 700, 500],
  ['NL', '2019-01-01', 2100, 900],
  ['PL', '2011-01-01', 2300, 800, 500],
  ['PT', '2011-01-01', 2300, 1300, 600],
  ['RO', '2025-08-01', 2100],
  ['SE', '1996-01-01', 2500, 1200, 600],
  ['SI', '2013-07-01', 2200, 950],
  ['SK', '2025-01-01', 2300],
]
const DE_SOURCE = ['§ 12 (1) UStG', '§ 12 (2) UStG']

const OF_EU = EU.flatMap(([country, from, ...bps]) =>
  (['standard', 'reduced', 'second_reduced'] as const).flatMap((category, i) => {
    const bp = bps[i]
    const source =
      (country === 'DE' ? DE_SOURCE[i] : undefined) ?? 'European Commission, VAT rates in the member states'
    return bp === undefined ? [] : [rate(country, category, bp, from, source)]
  }),
)

export const SHIPPED_RATES: readonly ShippedRate[] = [
  rate('CN', 'standard', 1300, '2019-04-01', '财政部 税务总局 海关总署公告 2019 年第 39 号'),
  rate('CN', 'reduced', 900, '2019-04-01', '财政部 税务总局 海关总署公告 2019 年第 39 号'),
  rate('CN', 'second_reduced', 600, '2016-05-01', '财税〔2016〕36 号'),
  rate('TW', 'standard', 500, '1986-04-01', '加值型及非加值型營業稅法第 10 條'),
  rate('HK', 'standard', 0, '1997-07-01', 'No value added or sales tax'),
  rate('MO', 'standard', 0, '1999-12-20', 'No value added or sales tax'),
  rate('US', 'standard', 0, '2020-01-01', 'No federal sales tax; enter the rate of your state'),
  ...OF_EU,
  rate('GB', 'standard', 2000, '2011-01-04', 'Value Added Tax Act 1994, s. 2'),
  rate('GB', 'reduced', 500, '1997-09-01', 'Value Added Tax Act 1994, s. 29A'),
  rate('CH', 'standard', 810, '2024-01-01', 'MWSTG Art. 25'),
  rate('CH', 'reduced', 260, '2024-01-01', 'MWSTG Art. 25'),
  rate('NO', 'standard', 2500, '2005-01-01', 'Merverdiavgiftsloven § 5-1'),
  rate('JP', 'standard', 1000, '2019-10-01', '消費税法第 29 条、地方税法第 72 条の 83'),
  rate('JP', 'reduced', 800, '2019-10-01', '消費税法附則(軽減対象)'),
  rate('KR', 'standard', 1000, '1977-07-01', '부가가치세법 제30조'),
  rate('AU', 'standard', 1000, '2000-07-01', 'A New Tax System (Goods and Services Tax) Act 1999, s. 9-70'),
  rate('NZ', 'standard', 1500, '2010-10-01', 'Goods and Services Tax Act 1985, s. 8'),
  rate('SG', 'standard', 900, '2024-01-01', 'Goods and Services Tax Act 1993, s. 16'),
  rate('IN', 'standard', 1800, '2017-07-01', 'CGST Act 2017; IGST of most goods and repairs'),
  rate('CA', 'standard', 500, '2008-01-01', 'Excise Tax Act, s. 165; enter the tax of your province'),
  rate('MX', 'standard', 1600, '2010-01-01', 'Ley del IVA, art. 1'),
  rate('AE', 'standard', 500, '2018-01-01', 'Federal Decree-Law No. 8 of 2017'),
  rate('SA', 'standard', 1500, '2020-07-01', 'VAT Implementing Regulations'),
  rate('ZA', 'standard', 1500, '2018-04-01', 'Value-Added Tax Act 89 of 1991, s. 7'),
]
