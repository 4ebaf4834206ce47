import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkWords } from './check.ts'
import { fullWidth } from './punctuation.ts'

const locales = fileURLToPath(new URL('../locales', import.meta.url))

/** A copy of the real files with one text changed. */
function planted(file: string, change: (texts: Record<string, unknown>) => void): string[] {
  const copy = mkdtempSync(`${tmpdir()}/aftercare-words-`)
  cpSync(locales, copy, { recursive: true })
  const texts = JSON.parse(readFileSync(`${copy}/${file}`, 'utf8'))
  change(texts)
  writeFileSync(`${copy}/${file}`, JSON.stringify(texts))
  return checkWords(copy).filter((problem) => problem.startsWith(file))
}

test('the texts are complete in all languages', () => {
  expect(checkWords()).toEqual([])
})

test('a missing key is found', () => {
  expect(planted('zh-CN/errors.json', (texts) => delete texts.not_found)).toEqual([
    'zh-CN/errors.json: not_found is missing',
  ])
})

test('a key unknown to English is found', () => {
  expect(planted('zh-TW/errors.json', (texts) => Object.assign(texts, { surplus: '多' }))).toHaveLength(1)
})

test('a lost placeholder is found', () => {
  const found = planted('zh-CN/errors.json', (texts) => Object.assign(texts, { 'validation.too_short': '太短' }))
  expect(found).toEqual(['zh-CN/errors.json: validation.too_short has no placeholders, en has {{min}}'])
})

test('a Simplified character in zh-TW is found, a shared one is not', () => {
  const found = planted('zh-TW/errors.json', (texts) => Object.assign(texts, { not_found: '客户之后' }))
  expect(found).toEqual(['zh-TW/errors.json: not_found has Simplified 户'])
})

test('a half-width mark in a Chinese text is found', () => {
  const found = planted('zh-CN/errors.json', (texts) =>
    Object.assign(texts, { not_found: '内容不存在,或已删除(见上)' }),
  )
  expect(found).toEqual(['zh-CN/errors.json: not_found has half-width marks, 内容不存在，或已删除（见上）'])
})

test.each([
  ['{{name}}:{{value}}', '{{name}}：{{value}}'],
  ['已关联 {{other}} ($t(requests:link.{{kind}}))', '已关联 {{other}}（$t(requests:link.{{kind}})）'],
  ['超过 3,000 公里, 见 https://a.example/b', '超过 3,000 公里，见 https://a.example/b'],
  ['3，000 公里', '3,000 公里'],
  ['《民法典》第 1793.2(d) 条', '《民法典》第 1793.2(d) 条'],
  ['欧盟指令 (EU) 2019/771 第 {{article}} 条', '欧盟指令 (EU) 2019/771 第 {{article}} 条'],
  ['备注…(Ctrl+Enter 保存)', '备注…（Ctrl+Enter 保存）'],
])('%s is written %s', (text, written) => {
  expect(fullWidth(text)).toBe(written)
  expect(fullWidth(written)).toBe(written)
})
