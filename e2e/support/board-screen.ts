import type { Browser, Locator, Page } from 'playwright-core'
import { type BoardGround, ZONE } from './a-board.ts'
import type { Product } from './product.ts'

export interface BoardScreen {
  page: Page
  /** An order that waits in the tray. */
  waiting(title: string): Locator
  /** A visit in somebody's row. */
  planned(title: string, name: string): Locator
  /** What is said and can be done about so many selected things. */
  selected(count: number): Locator
  /** Takes something where it begins and carries it over a time in somebody's row, without letting go. */
  carry(what: Locator, name: string, time: string): Promise<void>
  /** Carries it there and lets it go. */
  drag(what: Locator, name: string, time: string): Promise<void>
  /** The one under somebody in a form. */
  choose(label: string, name: string): Promise<void>
}

type Seat = { browser: Browser; product: Product; ground: BoardGround }

/** The board of the day of the ground, on a dispatcher's own screen. */
export async function openBoard(
  { browser, product, ground }: Seat,
  who: 0 | 1,
  /** Somebody whose line of news is cut does not hear what others do. */
  isDeaf = false,
): Promise<BoardScreen> {
  const { email, password } = ground.dispatchers[who]!
  const viewport = { width: 1440, height: 900 }
  const page = await (await browser.newContext({ viewport, locale: 'en', timezoneId: ZONE })).newPage()
  page.setDefaultTimeout(15_000)
  if (isDeaf) await page.route('**/api/v1/live**', (route) => route.abort())
  await page.goto(`${product.url}/console/board?date=${ground.day}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('group', { name: 'Plans by technician' }).waitFor()
  return boardOn(page)
}

function boardOn(page: Page): BoardScreen {
  const row = (name: string) => page.getByRole('group', { name, exact: true })
  const carry = async (what: Locator, name: string, time: string) => {
    await what.waitFor()
    const from = (await what.boundingBox())!
    const to = await placeOf(page, row(name), time)
    await page.mouse.move(from.x + 8, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(from.x + 30, from.y + from.height / 2 + 8, { steps: 3 })
    await page.mouse.move(to.x + 8, to.y, { steps: 8 })
    await page.getByTestId('ghost').waitFor()
  }
  return {
    page,
    waiting: (title) =>
      page.getByRole('region', { name: 'To be planned' }).getByRole('button', { name: new RegExp(title) }),
    planned: (title, name) => row(name).getByRole('button', { name: new RegExp(`^${title} `) }),
    selected: (count) => page.getByRole('region', { name: `${count} selected` }),
    carry,
    drag: async (...to) => {
      await carry(...to)
      await page.mouse.up()
    },
    choose: async (label, name) => {
      await page.getByRole('dialog').getByLabel(label).click()
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
    },
  }
}

/** Where a time is in somebody's row: under its hour in the head. */
async function placeOf(page: Page, row: Locator, time: string): Promise<{ x: number; y: number }> {
  const box = (await row.boundingBox())!
  const xOf = async (hour: number) => {
    const label = page.getByTestId('gantt').getByText(`${String(hour).padStart(2, '0')}:00`, { exact: true })
    return (await label.boundingBox())!.x
  }
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  const [x, next] = [await xOf(hour), await xOf(hour + 1)]
  return { x: x + ((next - x) * minute) / 60, y: box.y + box.height / 2 }
}
