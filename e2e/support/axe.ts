import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { ROOT } from './product.ts'

const AXE = readFileSync(path.join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8')

/** Parsing it takes a fifth of a second: a page that is waited for anyway can have it before. */
export async function bringAxe(page: Page): Promise<void> {
  if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(AXE)
}

/** What axe finds serious or critical on the screen as it stands: by all its rules, or by these. */
export async function seriousNow(page: Page, rules?: string[]): Promise<string[]> {
  await bringAxe(page)
  const only = rules ? { runOnly: { type: 'rule', values: rules } } : {}
  // Only what is wrong is written down. Style sheets are fetched again for one experimental rule only, which is not asked.
  const options = JSON.stringify({ resultTypes: ['violations'], preload: { assets: ['media'] }, ...only })
  const { violations } = (await page.evaluate(`axe.run(document, ${options})`)) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[]
  }
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)
}
