import { askedSteps, type ChecklistItem, measured } from '@aftercare/rules'
import { addressText, dates, type Place, words } from '@aftercare/words/server'
import type { Content } from 'pdfmake/interfaces.js'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import { portalLink } from '../../kit/company/portal-link.ts'
import type { Tx } from '../../kit/db.ts'
import { bytesOf, readFile } from '../../kit/files/index.ts'
import { facts, heading, paragraph, printPaper, signatures, statusBox } from '../../kit/pdf/index.ts'
import { paperLines } from '../billing/index.ts'
import { letterhead, paperSize } from '../network/index.ts'
import { fittedParts } from './fitted-parts.ts'
import { photoPages } from './paper-photos.ts'
import { visitPages } from './visit-page.ts'
import { findWork, type Work } from './work.ts'

type Visit = Awaited<ReturnType<typeof visitPages>>[number]
type Say = ReturnType<typeof words>

/** The service report in the customer's language: what was found and done, measured and paid, and who signed. */
export async function reportPaper(
  tx: Tx,
  services: Services,
  actor: Actor,
  visitId: string,
  now: Date,
): Promise<Buffer> {
  const work = await findWork(tx, actor, visitId)
  const [visit] = await visitPages(tx, actor, [work], now)
  const language = work.language
  const say = words(language)
  const parties = visit as unknown as {
    customer: { name: string } | null
    address: Place | null
  }
  const { customer, address } = parties
  const at = dates(language, work.timeZone)
  const asset = visit!.asset
  return printPaper({
    language,
    size: paperSize(work.country),
    title: say('field-work:report.title'),
    number: work.number,
    company: await letterhead(tx, services, work.stationId),
    facts: [
      { label: say('paper:customer'), value: customer?.name ?? '' },
      { label: say('paper:address'), value: address ? addressText(address) : '' },
      { label: say('paper:request'), value: work.requestNumber },
      { label: say('paper:date'), value: at.day(work.finishedAt ?? work.startsAt) },
      { label: say('paper:model'), value: asset ? nameOf(asset.model.name, language) : '' },
      { label: say('paper:serial'), value: asset?.serial ?? '' },
      { label: say('field-work:report.technician'), value: work.technicianName },
      { label: say('field-work:report.times'), value: timesOf(visit!, at) },
    ],
    link: {
      url: await portalLink(tx, services, `/requests/${work.requestId}`),
      label: say('paper:scan_to_follow'),
    },
    content: [
      ...outcomeBox(visit!, say),
      heading(say('field-work:report.problem')),
      paragraph(work.requestTitle),
      ...textBlock(say('field-work:report.findings'), visit!.report.findings),
      ...textBlock(say('field-work:report.workDone'), visit!.report.workDone),
      ...(await codesOf(tx, visit!, language, say)),
      ...textBlock(say('field-work:report.restOfWork'), visit!.report.restOfWork),
      ...checks(visit!, language, say),
      ...recallsAnswered(visit!, language, say),
      ...(visit!.price && visit!.lines.length > 0
        ? paperLines(say, language, visit!.lines, visit!.price as Parameters<typeof paperLines>[3])
        : []),
      ...(await partsFitted(tx, work, say, language, now)),
      await signed(tx, services, visit!, say, at),
      ...(await photoPages(tx, services, visit!.photos, say, at)),
    ],
  })
}

const nameOf = (names: unknown, language: string) => {
  const all = names as Record<string, string>
  return all[language] ?? all.en ?? ''
}

function timesOf(visit: Visit, at: ReturnType<typeof dates>): string {
  if (!visit.arrivedAt) return ''
  return visit.finishedAt ? at.times(visit.arrivedAt, visit.finishedAt) : at.time(visit.arrivedAt)
}

function outcomeBox(visit: Visit, say: Say): Content[] {
  const { outcome, restOfWork } = visit.report
  if (!outcome) return []
  const tone = restOfWork ? 'watch' : outcome === 'fixed' || outcome === 'no_fault_found' ? 'good' : 'watch'
  return [statusBox(tone, say(`field-work:outcome.${outcome}`), restOfWork ? say('field-work:report.comeAgain') : '')]
}

const textBlock = (title: string, text: string | null): Content[] => (text ? [heading(title), paragraph(text)] : [])

async function codesOf(tx: Tx, visit: Visit, language: string, say: Say): Promise<Content[]> {
  const given = (['symptom', 'cause', 'remedy'] as const).flatMap((kind) => {
    const code = visit.report[`${kind}Code`]
    return code ? [{ kind, code }] : []
  })
  if (given.length === 0) return []
  const known = await tx
    .selectFrom('assets.failure_code')
    .select(['kind', 'code', 'name'])
    .where(
      'code',
      'in',
      given.map((one) => one.code),
    )
    .execute()
  return [
    facts(
      given.map(({ kind, code }) => {
        const name = known.find((one) => one.kind === kind && one.code === code)?.name
        return { label: say(`field-work:code.${kind}`), value: name ? `${nameOf(name, language)} (${code})` : code }
      }),
    ),
  ]
}

/** Ticks by name, measurements with their value, unit and limits; what was not asked for is not told. */
function checks(visit: Visit, language: string, say: Say): Content[] {
  const items = visit.checklist?.items ?? []
  const { answers } = visit.report
  const said = askedSteps(items, { answers, photos: visit.photos, model: visit.asset?.model.code ?? null }).flatMap(
    ({ item, state }) => {
      const answer = answers[item.key]
      if (state === 'open' || (item.type === 'photo' && !answer?.skipped)) return []
      const mark = state === 'out_of_limits' ? ` · ${say('field-work:report.outOfLimits')}` : ''
      const value =
        state === 'skipped'
          ? say('field-work:report.skipped', { why: answer!.skipped })
          : given(item, answer!, language, say)
      const note = answer?.note ? ` · ${answer.note}` : ''
      return [{ label: nameOf(item.label, language), value: value + mark + note }]
    },
  )
  return said.length > 0 ? [heading(say('field-work:report.checks')), facts(said)] : []
}

/** What became of the recalls of the product: what was done to it stands on the paper the customer keeps. */
function recallsAnswered({ asset, recallAnswers }: Visit, language: string, say: Say): Content[] {
  const said = recallAnswers.flatMap(({ campaignId, outcome, reason, note }) => {
    const recall = asset?.recalls.find((one) => one.id === campaignId)
    if (!recall) return []
    const why = reason ? say(`field-work:recallReason.${reason}`) : null
    // A title is as long as a sentence: as the label it would leave the answer a narrow column.
    const value = [nameOf(recall.title, language), say(`field-work:recallOutcome.${outcome}`), why, note]
    return [{ label: recall.number, value: value.filter(Boolean).join(' · ') }]
  })
  return said.length > 0 ? [heading(say('field-work:report.recalls')), facts(said)] : []
}

function given(item: ChecklistItem, answer: Visit['report']['answers'][string], language: string, say: Say): string {
  const limits = item.min !== undefined || item.max !== undefined ? ` (${item.min ?? ''}–${item.max ?? ''})` : ''
  const readings = measured(item, answer)
  const sizes = readings.length > 0 ? `${readings.join(', ')} ${item.unit ?? ''}${limits}`.trim() : ''
  if (item.type === 'number') return sizes
  const choice = item.choices?.find((one) => one.value === answer.value)
  const plain =
    item.type === 'check'
      ? say(`field-work:checked.${answer.value === true ? 'yes' : 'no'}`)
      : item.type === 'tick'
        ? say('common:yes')
        : choice
          ? nameOf(choice.label, language)
          : String(answer.value)
  return [plain, sizes].filter(Boolean).join(' · ')
}

/** Which part with which number was put in, who vouches for it, and the warranty of its own. */
async function partsFitted(tx: Tx, work: Work, say: Say, language: string, now: Date): Promise<Content[]> {
  const parts = (await fittedParts(tx, work.assetId, [work.id], now)).get(work.id) ?? []
  const shown = parts.filter((one) => one.serial || one.batch || one.coveredUntil)
  if (shown.length === 0) return []
  const { day } = dates(language, work.timeZone)
  const proofOf = (one: (typeof shown)[number]) =>
    one.maker
      ? say('field-work:fitted.genuine', { maker: one.maker })
      : one.isUnproven
        ? say('field-work:fitted.unproven')
        : null
  return [
    heading(say('field-work:fitted.title')),
    facts(
      shown.map((one) => ({
        label: one.name,
        value: [
          one.serial && say('field-work:fitted.serial', { number: one.serial }),
          one.batch && say('field-work:fitted.batch', { number: one.batch }),
          proofOf(one),
          one.coveredUntil && say('field-work:fitted.until', { day: day(one.coveredUntil) }),
        ]
          .filter(Boolean)
          .join(' · '),
      })),
    ),
  ]
}

async function signed(
  tx: Tx,
  services: Services,
  visit: Visit,
  say: Say,
  at: ReturnType<typeof dates>,
): Promise<Content> {
  const { signature, unsignedReason } = visit.report
  if (!signature && unsignedReason) return paragraph(say('field-work:report.unsigned', { why: unsignedReason }))
  const customer = {
    role: [say('paper:signed_customer'), signature?.role].filter(Boolean).join(' · '),
    name: signature?.name ?? '',
    at: signature ? at.dayTime(signature.at) : '',
  }
  const image = signature ? await fileBytes(tx, services, signature.fileId) : undefined
  return signatures([
    { ...customer, ...(image && { image }) },
    {
      role: say('paper:signed_technician'),
      name: visit.technician.name,
      at: visit.finishedAt ? at.dayTime(visit.finishedAt) : '',
    },
  ])
}

async function fileBytes(tx: Tx, services: Services, fileId: string): Promise<Buffer | undefined> {
  const file = await tx.selectFrom('kit.file').select('storage_key').where('id', '=', fileId).executeTakeFirst()
  if (!file || !(await services.files.disk.exists(file.storage_key))) return undefined
  return bytesOf(await readFile(services.files, file.storage_key))
}
