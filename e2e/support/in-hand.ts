import type { Browser, Page } from 'playwright-core'
import { seriousNow } from './axe.ts'
import { settled } from './loop-screen.ts'

/** A small phone, and the largest type people set on it. */
const SMALL = { width: 360, height: 640 }
const SCALES = [1, 2]

/** A phone that is looked at in the hand; `contrast` names the screens whose words are held against the sun, too. */
export async function openHand(browser: Browser, contrast: readonly string[]) {
  const context = await browser.newContext({
    viewport: SMALL,
    locale: 'en-US',
    hasTouch: true,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const phone = await context.newCDPSession(page)
  const found: string[] = []
  const seen: string[] = []
  const look = async (what: string) => {
    seen.push(what)
    for (const scale of SCALES) {
      // What the person set in the phone, not in the page.
      await phone.send('Emulation.setEmulatedOSTextScale' as never, { scale } as never)
      await settled(page)
      found.push(...(await awkwardOn(page)).map((one) => `${what}, type × ${scale}: ${one}`))
    }
    await phone.send('Emulation.setEmulatedOSTextScale' as never, { scale: 1 } as never)
    if (contrast.includes(what)) found.push(...(await paleOn(page)).map((one) => `${what}, ${one}`))
  }
  return { page, look, found, seen, close: () => context.close() }
}

/** Words with less than 7 : 1. */
async function paleOn(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await settled(page)
    const pale = await seriousNow(page, ['color-contrast-enhanced'])
    found.push(...pale.map((one) => `${colorScheme}, pale: ${one}`))
  }
  return found
}

/**
 * What a technician would stumble over on the screen as it stands: something wider than the phone, a target too low or under
 * another, a word cut off, broken or written over another, a main button that cannot be reached.
 */
export async function awkwardOn(page: Page): Promise<string[]> {
  return page.evaluate(lookedAt)
}

/** Runs in the page. */
function lookedAt(): string[] {
  const TARGET = 47.5
  const found = new Set<string>()
  const dialogs = [...document.querySelectorAll('dialog[open]')]
  const root = (dialogs.at(-1) ?? document.body) as HTMLElement
  const { innerWidth: width, innerHeight: height } = window
  const isHidden = (box: DOMRect) => box.width <= 1 || box.height <= 1
  const say = (of: Element) =>
    `<${of.tagName.toLowerCase()}> “${(of.textContent || of.getAttribute('aria-label') || '').trim().slice(0, 40)}”`

  const isSeen = (of: Element) => of.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const parents = function* (of: Element | null) {
    for (let one = of; one && one !== root.parentElement; one = one.parentElement) yield one
  }
  /** What moves together: two things of different layers may lie over each other while one is scrolled. */
  const layerOf = (of: Element | null) => {
    for (const one of parents(of)) {
      const { position, overflowY } = getComputedStyle(one)
      if (position === 'fixed' || position === 'sticky' || (overflowY === 'auto' && one !== root)) return one
    }
    return root
  }
  /** A picture that is moved under its frame, or text of one line that is cut off by intention and said elsewhere. */
  const isFrame = (of: Element | null) =>
    [...parents(of)].some((one) => one.matches('[class*="frame"], [class*="window"]'))
  const cutBy = (box: DOMRect, of: Element | null) =>
    [...parents(of)].find((one) => {
      const { overflowX, overflowY } = getComputedStyle(one)
      if (![overflowX, overflowY].some((how) => how === 'hidden' || how === 'clip')) return false
      const edge = one.getBoundingClientRect()
      if (isHidden(edge)) return false
      return (
        box.right > edge.right + 2 || box.left < edge.left - 2 || box.bottom > edge.bottom + 4 || box.top < edge.top - 4
      )
    })

  if (document.scrollingElement!.scrollWidth > width)
    found.add(`the page is ${document.scrollingElement!.scrollWidth} wide`)
  for (const one of root.querySelectorAll<HTMLElement>('*')) {
    const how = getComputedStyle(one).overflowX
    if (how === 'auto' && one.scrollWidth > one.clientWidth + 1 && !isFrame(one))
      found.add(`scrolls sideways: ${say(one)}`)
  }

  // What holds its buttons at its lower edge scrolls inside: as a whole it would slide away from under them.
  const foot = root.querySelector(':scope > footer')
  if (foot && getComputedStyle(foot).position !== 'sticky' && root.scrollHeight > root.clientHeight + 1)
    found.add(`the sheet slides by ${root.scrollHeight - root.clientHeight}`)

  // Words, line by line.
  const isDrawnBox = (of: Element) => {
    const { borderRightWidth, backgroundColor, display } = getComputedStyle(of)
    return display !== 'inline' && (borderRightWidth !== '0px' || !/, 0\)$/.test(backgroundColor))
  }
  const lines: { box: DOMRect; node: Text; parent: Element; layer: Element }[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const parent = node.parentElement!
    if (!node.data.trim() || parent.closest('select, svg, script, style, textarea') || !isSeen(parent)) continue
    if ([...parents(parent)].some((one) => isHidden(one.getBoundingClientRect()))) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const layer = layerOf(parent)
    for (const box of range.getClientRects()) {
      if (isHidden(box)) continue
      lines.push({ box, node, parent, layer })
      if ((box.right > width + 1 || box.left < -1) && !isFrame(parent)) found.add(`outside the screen: ${say(parent)}`)
      if (cutBy(box, parent) && !isFrame(parent)) found.add(`cut off: ${say(parent)}`)
      const card = [...parents(parent)].find(isDrawnBox)?.getBoundingClientRect()
      if (card && (box.right > card.right + 1 || box.left < card.left - 1) && !isFrame(parent))
        found.add(`sticks out of what it stands in: ${say(parent)}`)
    }
    if (/^[a-z][\w-]*([.:][a-z][\w-]*)+$/i.test(node.data.trim()) && !node.data.includes('@'))
      found.add(`a key instead of words: ${node.data}`)
    if (!parent.closest('button, a, h1, h2, h3, label, legend, summary')) continue
    for (const { index, 0: word } of node.data.matchAll(/[\p{Script=Latin}]{2,}/gu)) {
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1)
        found.add(`“${word}” is broken in ${say(parent)}`)
    }
  }
  const over = (a: DOMRect, b: DOMRect) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5
  for (const [i, a] of lines.entries())
    for (const b of lines.slice(i + 1))
      if (a.node !== b.node && a.layer === b.layer && over(a.box, b.box) && !isFrame(a.parent))
        found.add(`over each other: ${say(a.parent)} and ${say(b.parent)}`)

  // What is tapped.
  const inputs = 'input:not([type=checkbox]):not([type=radio]):not([type=file])'
  const targets = [
    ...root.querySelectorAll<HTMLElement>(`button, a[href], select, textarea, summary, ${inputs}, label:has(input)`),
  ]
    .filter((one) => isSeen(one) && !isHidden(one.getBoundingClientRect()))
    .map((of) => ({ of, box: of.getBoundingClientRect(), layer: layerOf(of) }))
  for (const { of, box } of targets) {
    const isDrawn = isFrame(of)
    if ((box.height < TARGET || box.width < TARGET) && !isDrawn)
      found.add(`small (${Math.round(box.width)} × ${Math.round(box.height)}): ${say(of)}`)
    if ((box.right > width + 1 || box.left < -1) && !isDrawn) found.add(`outside the screen: ${say(of)}`)
    if (
      of.matches('button, a, label') &&
      (of.scrollWidth > of.clientWidth + 2 || of.scrollHeight > of.clientHeight + 4) &&
      !isDrawn
    )
      found.add(`its text does not fit: ${say(of)}`)
  }
  for (const [i, a] of targets.entries()) {
    for (const b of targets.slice(i + 1))
      if (a.layer === b.layer && over(a.box, b.box) && !a.of.contains(b.of) && !b.of.contains(a.of) && !isFrame(a.of))
        found.add(`over each other: ${say(a.of)} and ${say(b.of)}`)
    for (const line of lines)
      if (a.layer === line.layer && !a.of.contains(line.parent) && !isFrame(a.of) && over(a.box, line.box))
        found.add(`over each other: ${say(a.of)} and ${say(line.parent)}`)
  }

  // What is always in reach: the buttons below stay on the screen and leave room for what they stand over.
  const bars = [...root.querySelectorAll<HTMLElement>('dialog > footer, [class*="bottom"]:has(> button)')].filter(
    isSeen,
  )
  for (const bar of bars) {
    const box = bar.getBoundingClientRect()
    for (const button of bar.querySelectorAll('button')) {
      const { top, bottom } = button.getBoundingClientRect()
      if (top < 0 || bottom > height + 1) found.add(`not on the screen: ${say(button)}`)
    }
    if (box.height > height * 0.5) found.add(`what is below takes ${Math.round(box.height)} of ${height}: ${say(bar)}`)
    if (getComputedStyle(bar).position !== 'fixed') continue
    const before = scrollY
    scrollTo({ top: document.scrollingElement!.scrollHeight, behavior: 'instant' })
    const last = lines
      .filter(({ layer }) => layer === root)
      .map(({ node }) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        return range.getBoundingClientRect().bottom
      })
    if (Math.max(0, ...last) > box.top + 1) found.add(`stays under what is below: ${say(bar)}`)
    scrollTo({ top: before, behavior: 'instant' })
  }
  return [...found]
}
