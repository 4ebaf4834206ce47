import type { Page } from 'playwright-core'

/**
 * From now on the app talks to the server all the time, and does not help itself by a reload when a new worker has to wait
 * (update-prompt.tsx). First the files of the screen are all there: one that is asked for while the old worker ends starts it
 * again, and Chromium then waits until nobody has needed it for half a minute.
 */
export async function talksAndDoesNotReload(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const ends = performance.getEntriesByType('resource').map((one) => (one as PerformanceResourceTiming).responseEnd)
    return performance.now() - Math.max(...ends) > 500
  })
  await page.evaluate(() => {
    setInterval(() => void fetch('/api/v1/session'), 20)
    const later = setTimeout
    Object.assign(globalThis, { setTimeout: (run: () => void, ms: number) => (ms === 3000 ? 0 : later(run, ms)) })
  })
}
