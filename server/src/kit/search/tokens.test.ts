import { describe, expect, it } from 'vitest'
import { bareCode, confusedCode, storedCodes } from './codes.ts'
import { soundTokens } from './sounds.ts'
import { readPinyin } from './syllables.ts'
import { searchTokens } from './tokens.ts'

/** lexeme → positions of a tsvector literal, without the title's marked twins. */
const read = (literal: string) =>
  Object.fromEntries(
    [...literal.matchAll(/'((?:[^'\\]|''|\\\\)+)':([\d,]+)/g)]
      .filter(([, lexeme]) => !lexeme!.startsWith('='))
      .map(([, lexeme, at]) => [lexeme!, at!.split(',').map(Number)]),
  )

describe('searchTokens', () => {
  it('makes pairs of characters with positions, and the last character alone', () => {
    expect(read(searchTokens('变速箱异响'))).toEqual({ 变速: [1], 速箱: [2], 箱异: [3], 异响: [4], 响: [5] })
  })

  it('folds Traditional and full width to what a Simplified text gives', () => {
    expect(searchTokens('變速箱異響，ＡＢ１２')).toBe(searchTokens('变速箱异响，ab12'))
    expect(searchTokens('冷氣機壓縮機滲漏')).toBe(searchTokens('冷气机压缩机渗漏'))
  })

  it('folds every character on its own, so that a phrase inside a text is the phrase alone', () => {
    expect(Object.keys(read(searchTokens('乾隆')))).toEqual(['干隆', '隆'])
    expect(Object.keys(read(searchTokens('乾燥')))).toEqual(['干燥', '燥'])
  })

  it('leaves a gap where a phrase must not cross: punctuation and the next text', () => {
    expect(read(searchTokens('漏油。异响'))).toMatchObject({ 漏油: [1], 异响: [4] })
    expect(read(searchTokens('漏油', '异响'))).toMatchObject({ 漏油: [1], 异响: [4] })
  })

  it('lower-cases words and knows umlauts both ways', () => {
    expect(read(searchTokens('Müller Kühlgerät'))).toMatchObject({ muller: [1], mueller: [1], kuhlgerat: [3] })
  })

  it('gives a code its digits, its pieces in one and its confusable form', () => {
    expect(read(searchTokens('P0420'))).toEqual({ p0420: [1], '0420': [1], '~PO42O': [1] })
    expect(read(searchTokens('AB-1234/5'))).toMatchObject({ ab: [1], '1234': [3], '5': [5], ab12345: [1] })
  })

  it('keeps quotes and backslashes out of trouble', () => {
    expect(searchTokens("it's a \\ test")).toContain("'it':1")
  })

  it('stays within what a tsvector can hold', () => {
    const literal = searchTokens('标题', '冷却液'.repeat(20_000))
    const tokens = read(literal)
    expect(Math.max(...Object.values(tokens).flat())).toBeLessThanOrEqual(16_383)
    expect(Math.max(...Object.values(tokens).map((at) => at.length))).toBe(256)
    const words = Array.from({ length: 30_000 }, (_, i) => `${'长'.repeat(1)}${'x'.repeat(90)}${i}`).join(' ')
    expect(Buffer.byteLength(searchTokens('', words))).toBeLessThan(2 ** 20)
  })

  it('marks the title and only the title', () => {
    expect(searchTokens('漏油', '异响')).toContain(`'=漏油'`)
    expect(searchTokens('漏油', '异响')).not.toContain(`'=异响'`)
  })
})

describe('soundTokens', () => {
  it('stands at the positions of the characters and reads polyphonic characters in context', () => {
    expect(read(soundTokens('重新启动'))).toEqual({ 'chong.xin': [1], 'xin.qi': [2], 'qi.dong': [3] })
    expect(read(soundTokens('', '银行P0420重量'))).toMatchObject({ 'yin.hang': [1], 'zhong.liang': [4] })
  })

  it('counts positions as searchTokens does, over several texts', () => {
    const texts = ['', '空调 not 制冷', '', '异响']
    expect(read(soundTokens(...texts))['yi.xiang']).toEqual(read(searchTokens(...texts)).异响)
    expect(read(soundTokens(...texts))['zhi.leng']).toEqual(read(searchTokens(...texts)).制冷)
  })
})

describe('readPinyin', () => {
  const syllables = (typed: string) =>
    readPinyin(typed).map((r) => [...r.syllables, ...(r.open ? [`${r.open}*`] : [])].join(' '))
  it('splits typed pinyin, every way it can be read', () => {
    expect(syllables('biansuxiang')).toContain('bian su xiang')
    expect(syllables('xianlu')).toEqual(expect.arrayContaining(['xian lu', 'xi an lu']))
    expect(syllables('lvxin')).toEqual(['lv xin'])
  })
  it('accepts an unfinished last syllable', () => expect(syllables('biansux')).toContain('bian su x*'))
  it('refuses what is no pinyin, and single syllables', () => {
    expect(readPinyin('compressor')).toEqual([])
    expect(readPinyin('xiang').map((r) => r.syllables)).not.toContainEqual(['xiang'])
    expect(readPinyin('p0420')).toEqual([])
  })
})

describe('codes', () => {
  it('compares numbers without dashes, case or width', () => {
    expect(bareCode('ｓｒ－2026–000123')).toBe('SR2026000123')
    expect(confusedCode('sn-01b8')).toBe(confusedCode('SNOIBB'))
  })
  it('stores last digits with and without leading zeros', () => {
    expect(storedCodes(['SR-2026-000123'])).toEqual(['SR2026000123', '#000123', '#123', '~SR2O26OOOI23'])
    expect(storedCodes(['P0420'])).toEqual(['P0420', '#0420', '#420', '~PO42O'])
    expect(storedCodes(['', '—'])).toEqual([])
  })
})
