import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeSvg } from './safe-svg.ts'

const box = (inside: string) => `<svg viewBox="0 0 10 10">${inside}</svg>`

describe('a drawing is written anew from what a drawing needs', () => {
  test('shapes, groups, transforms and texts stay', () => {
    const drawn = `<g transform="translate(1,2) rotate(5)"><path d="M0,0 L5,5" stroke="#333" fill="none"/><text x="1" y="2">1 &amp; 2</text></g>`
    expect(safeSvg(`<?xml version="1.0"?><!-- made by us -->${box(drawn)}`)).toBe(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${drawn}</svg>`,
    )
    expect(safeSvg('<svg width="20mm" height="10"><rect x="1" y="1"/></svg>')).toContain('viewBox="0 0 20 10"')
  })
  test.each([
    ['<script>alert(1)</script><rect x="1"/>', '<rect x="1"/>'],
    ['<rect x="1" onload="alert(1)" style="fill:url(http://x)"/>', '<rect x="1"/>'],
    ['<rect fill="url(#a)" x="javascript:1"/>', '<rect/>'],
    ['<image href="http://x/a.png"/><use href="#x"/><rect/>', '<rect/>'],
    ['<foreignObject><body><rect/></body></foreignObject><circle r="1"/>', '<circle r="1"/>'],
    ['<a href="javascript:alert(1)"><text>go</text></a><rect/>', '<rect/>'],
    ['<style>@import "http://x"</style><rect/>', '<rect/>'],
    ['<rect/><text>&xxe;<script>1</script></text>', '<rect/><text>&amp;xxe;</text>'],
    ['<animate attributeName="href" values="javascript:1"/><rect/>', '<rect/>'],
  ])('%s', (inside, left) => {
    expect(safeSvg(box(inside))).toBe(box(left).replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '))
  })
  test.each(['', 'no drawing', '<svg></svg>', box(''), box('<g></g>'), '<svg><rect/></svg>', box('<g><rect/>')])(
    'what is no drawing is none: %s',
    (source) => expect(safeSvg(source)).toBeNull(),
  )
  test('whatever comes in, nothing that runs or loads comes out', () => {
    const bits = [
      '<script>',
      '</script>',
      '<rect ',
      'onload="x"',
      '/>',
      '<a href="javascript:1">',
      '<text>',
      '</text>',
      '<!--',
      '-->',
      "'",
      '"',
      '&lt;script&gt;',
      '<svg viewBox="0 0 1 1">',
      '</svg>',
      '<style>',
      ' style="x"',
      '<![CDATA[',
      ']]>',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bits), { maxLength: 40 }), (parts) => {
        const out = safeSvg(box(parts.join(''))) ?? ''
        expect(out).not.toMatch(/<script|<a[\s>]|<style|<!|<[^>]*(?:\son\w+=|javascript:|style=|href=)/i)
      }),
    )
  })
})
