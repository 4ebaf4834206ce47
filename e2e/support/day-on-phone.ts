import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import QRCode from 'qrcode'
import type { JobOnPhone } from './a-job.ts'
import { HAND, readyOffline, signInOn } from './a-phone.ts'
import { openProfile, type Product } from './product.ts'

export type DayPhone = Awaited<ReturnType<typeof dayPhone>>

/**
 * A phone whose memory outlives its browser, and what a technician does on it with few taps. It is prepared the evening before,
 * when `isReady`, and shut; or `isInUse`: signed in this very moment.
 */
export async function dayPhone(
  product: Product,
  job: JobOnPhone,
  { isReady, isInUse }: { isReady?: (page: Page) => Promise<unknown>; isInUse?: boolean } = {},
) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-phone-'))
  let context: BrowserContext
  let page: Page
  const open = async () => {
    context = await openProfile(folder, { viewport: HAND, locale: 'en-US', reducedMotion: 'reduce' })
    page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(15_000)
    await page.goto(`${product.url}/field/`)
  }
  /** As a phone without power: no word to anybody. */
  const kill = async () => {
    const over = new Promise((done) => context.once('close', done))
    process.kill(pidOf(folder), 'SIGKILL')
    await over
  }
  await open()
  await signInOn(page!, job)
  await readyOffline(page!)
  await isReady?.(page!)
  // A browser writes its cookies down only every half minute, and when it is closed.
  if (!isInUse) await context!.close()
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const seen = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const heading = (name: string) => page.getByRole('heading', { name }).first().waitFor()
  const field = (label: string | RegExp) => page.getByLabel(label).first()

  const toTheDoor = async () => {
    await page.getByRole('link', { name: 'Open job' }).click()
    await press('Set out')
  }
  const agree = async (more?: string) => {
    await press('On to the price')
    await heading('Price before the work')
    if (more) await press(more)
    await press(/Customer agrees|Begin the work/)
    await heading('Found and done')
  }
  const say = async (label: string, text: string) => {
    await field(label).fill(text)
    await field(label).blur()
  }
  const sign = async () => {
    await page.locator('dialog[open] canvas').waitFor()
    const pad = (await page.locator('dialog[open] canvas').boundingBox())!
    await page.mouse.move(pad.x + 40, pad.y + 60)
    await page.mouse.down()
    await page.mouse.move(pad.x + 200, pad.y + 90, { steps: 8 })
    await page.mouse.up()
    await page.locator('dialog[open]').last().getByRole('button', { name: 'Done' }).click()
  }
  return {
    ...{ open, kill, press, seen, heading, field, toTheDoor, agree, say, sign },
    page: () => page,
    arrive: async () => {
      await toTheDoor()
      await press('I have arrived')
      await heading('Checklist')
    },
    /** Everything of the list, with the two photos it asks for. */
    checkAll: async () => {
      for (const box of await page.getByRole('checkbox').all()) {
        // Away from the buttons that stay at the lower edge: they would take the tap.
        await box.evaluate((one) => one.scrollIntoView({ block: 'center' }))
        await box.click({ force: true })
      }
      for (const input of await page.locator('main input[type=file]').all()) await input.setInputFiles(PHOTO)
      await seen('9 of 9')
    },
    /** A code before the camera: its picture, as phones without a camera stream read it. */
    scan: async (label: string, code: string) => {
      await press(new RegExp(`Scan.*${label}`))
      const buffer = await QRCode.toBuffer(code, { scale: 8 })
      const picture = { name: 'code.png', mimeType: 'image/png', buffer }
      await page.getByLabel('Take a photo of the code').setInputFiles(picture)
    },
    signVisit: async () => {
      await press('Hand over to sign')
      await sign()
      await heading('How did it end?')
    },
    nobodyThere: async () => {
      await toTheDoor()
      await press('Nobody there')
      const sheet = page.getByRole('dialog')
      await sheet.getByLabel('What happened').selectOption('nobody')
      await sheet.locator('input[type=file]').setInputFiles(PHOTO)
      await sheet.getByRole('img').waitFor()
      await sheet.getByRole('button', { name: 'End the visit' }).click()
      await seen('Nobody was there')
      await press('Back to the day')
    },
    leaveRest: async (what: string) => {
      await field('Result').selectOption('not_fixed')
      await field('What is left').fill(what)
      await press('120 min')
      await field('Part that is missing').fill('KC-9')
      await press('Add the missing part')
      await press('End for today')
      await seen('Part done; planning goes on')
      await press('Back to the day')
    },
    close: async () => {
      await context.close()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

const PHOTO = {
  name: 'photo.png',
  mimeType: 'image/png',
  buffer: await QRCode.toBuffer('a photo of what is there', { scale: 12 }),
}

/** The browser says in its profile which process it is: "machine-4711". */
const pidOf = (folder: string) => Number(fs.readlinkSync(path.join(folder, 'SingletonLock')).split('-').at(-1))
