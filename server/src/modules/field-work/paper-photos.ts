import type { dates, words } from '@aftercare/words/server'
import type { Content } from 'pdfmake/interfaces.js'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { bytesOf, readFile } from '../../kit/files/index.ts'
import { heading } from '../../kit/pdf/index.ts'

interface Photo {
  fileId: string
  kind: string
  takenAt: Date
  takenBy: string
  caption: string | null
}
/** A report is read, not browsed: more photos are on the portal. */
const MOST = 6

/** The photos two to a row, each with what it shows and when it was taken. Formats paper cannot show are left out. */
export async function photoPages(
  tx: Tx,
  services: Services,
  photos: readonly Photo[],
  say: ReturnType<typeof words>,
  at: ReturnType<typeof dates>,
): Promise<Content[]> {
  const cells: Content[] = []
  for (const photo of photos.slice(0, MOST)) {
    const file = await tx
      .selectFrom('kit.file')
      .select(['storage_key', 'type'])
      .where('id', '=', photo.fileId)
      .executeTakeFirst()
    if (!file || !/^image\/(jpeg|png)$/.test(file.type) || !(await services.files.disk.exists(file.storage_key)))
      continue
    const bytes = await bytesOf(await readFile(services.files, file.storage_key))
    const by = photo.takenBy === 'clock' ? null : say(`field-work:takenBy.${photo.takenBy}`)
    const caption = [say(`field-work:photo.${photo.kind}`), photo.caption, at.dayTime(photo.takenAt), by].filter(
      Boolean,
    )
    cells.push({
      stack: [
        { image: `data:${file.type};base64,${bytes.toString('base64')}`, fit: [238, 180] },
        { text: caption.join(' · '), fontSize: 8.5, margin: [0, 3, 0, 8] },
      ],
      unbreakable: true,
    })
  }
  if (cells.length === 0) return []
  const rows = Array.from(
    { length: Math.ceil(cells.length / 2) },
    (_, i): Content => ({
      columns: [cells[2 * i]!, cells[2 * i + 1] ?? ''],
      columnGap: 16,
    }),
  )
  return [heading(say('field-work:report.photos')), ...rows]
}
