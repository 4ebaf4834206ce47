import { describe, expect, test } from 'vitest'
import { csi, nps, SERVQUAL_DIMENSIONS, SERVQUAL_WEIGHTS, servqual } from './csi.ts'

const tenPoint = { min: 1, max: 10 }
const pair = (expected: number | null, perceived: number | null) => ({ expected, perceived })
const refused = (code: string) => expect.objectContaining({ code })

describe('CSI', () => {
  test('is perceived ÷ expected, with its band at exactly 100', () => {
    expect(csi([pair(8, 6)], tenPoint)).toMatchObject({ percent: 75, band: 'dissatisfied', n: 1, missing: 0 })
    expect(csi([pair(7, 8), pair(8, 7)], tenPoint)).toMatchObject({ percent: 100, band: 'satisfied' })
    expect(csi([pair(3, 3), pair(3, 4)], tenPoint)).toMatchObject({ perceived: 7, expected: 6, band: 'very_satisfied' })
  })

  test('counts what is missing and says nothing without a pair', () => {
    expect(csi([pair(8, null), pair(null, 9), pair(5, 4)], tenPoint)).toMatchObject({ percent: 80, n: 1, missing: 2 })
    expect(csi([], tenPoint)).toMatchObject({ percent: null, band: null, n: 0 })
    expect(csi([pair(0, 0)], { min: 0, max: 5 })).toMatchObject({ percent: null, band: null, n: 1 })
  })

  test('refuses answers off the scale and scales that are none', () => {
    expect(() => csi([pair(11, 5)], tenPoint)).toThrow(refused('answer_invalid'))
    expect(() => csi([pair(null, 0)], tenPoint)).toThrow(refused('answer_invalid'))
    expect(() => csi([pair(4.5, 5)], tenPoint)).toThrow(refused('answer_invalid'))
    expect(() => csi([], { min: 5, max: 5 })).toThrow(refused('scale_invalid'))
    expect(() => csi([], { min: -5, max: 5 })).toThrow(refused('scale_invalid'))
  })
})

describe('SERVQUAL', () => {
  const answers = (gaps: Partial<Record<(typeof SERVQUAL_DIMENSIONS)[number], number>>) =>
    SERVQUAL_DIMENSIONS.flatMap((dimension) => {
      const gap = gaps[dimension]
      return gap === undefined ? [] : [{ dimension, expected: 4, perceived: 4 + gap }]
    })

  test('the mean gap of a dimension (test-vectors.json: P 5, 6 against E 6, 7 = −1)', () => {
    const dimension = 'reliability' as const
    const result = servqual([
      { dimension, expected: 6, perceived: 5 },
      { dimension, expected: 7, perceived: 6 },
      { dimension, expected: 7, perceived: null },
    ])
    expect(result.dimensions.reliability).toEqual({ gap: -1, n: 2, missing: 1 })
    expect(result).toMatchObject({ gap: -1, complete: false })
    expect(result.dimensions.empathy).toEqual({ gap: null, n: 0, missing: 0 })
  })

  test('weights the dimensions', () => {
    const all = { tangibles: 1, reliability: -2, responsiveness: 0, assurance: 3, empathy: -1 }
    const expected = 0.11 * 1 + 0.32 * -2 + 0.19 * 3 + 0.16 * -1
    expect(servqual(answers(all)).gap).toBeCloseTo(expected, 12)
    expect(servqual(answers(all)).complete).toBe(true)
    expect(servqual(answers({ tangibles: 1, assurance: 3 })).gap).toBeCloseTo((11 + 57) / 30, 12)
    expect(servqual([]).gap).toBe(null)
  })

  test('refuses weights that do not sum to 100', () => {
    const weights = { ...SERVQUAL_WEIGHTS, empathy: 17 }
    expect(() => servqual([], { min: 1, max: 7 }, weights)).toThrow(refused('weights_invalid'))
    const negative = { ...SERVQUAL_WEIGHTS, empathy: -1, assurance: 36 }
    expect(() => servqual([], { min: 1, max: 7 }, negative)).toThrow(refused('weights_invalid'))
  })
})

describe('NPS', () => {
  test('promoters 9–10 less detractors 0–6', () => {
    expect(nps([10, 9, 8, 7, 6, 0, null])).toEqual({
      score: 0,
      promoters: 2,
      passives: 2,
      detractors: 2,
      n: 6,
      missing: 1,
    })
    expect(nps([9, 9, 9, 6]).score).toBe(50)
    expect(nps([]).score).toBe(null)
    expect(() => nps([11])).toThrow(refused('answer_invalid'))
  })
})
