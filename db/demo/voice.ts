import { later } from './book.ts'
import type { Story, World } from './history.ts'

export const SCRIPT_CODE = 'after-service'
const DIMENSIONS = ['tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy']
const COMMENTS = {
  'zh-CN': ['师傅很专业，讲解清楚', '准时上门，收拾得很干净', '等的时间有点长', '修好了，谢谢', '价格说得很明白'],
  en: [
    'Friendly and on time',
    'Explained everything well',
    'Had to wait too long',
    'Works again, thank you',
    'The price was clear before the work',
  ],
}

/** The call after closure and the survey by link: most are reached, a third answer, most are content. */
export function writeVoice(
  { book, now }: World,
  story: Story,
  done: { visitId: string; technicianId: string; closedAt: Date },
): void {
  const { dice } = book
  const dueAt = later(done.closedAt, 1440 + dice.int(0, 1440))
  const reached =
    dueAt < later(now, -1440)
      ? dice.weighted([
          ['done', 76],
          ['unreachable', 8],
          ['skipped', 6],
          ['due', dueAt > later(now, -4 * 1440) ? 40 : 0],
        ])
      : 'due'
  const id = dice.id(done.closedAt)
  const head = {
    request_id: story.id,
    visit_id: done.visitId,
    customer_id: story.customer.id,
    station_id: story.customer.station.id,
  }
  book.add('voice.return_visit', {
    id,
    number: book.number('RV', done.closedAt),
    ...head,
    status: reached,
    due_at: dueAt.toISOString(),
    attempts: reached === 'done' ? 1 : reached === 'unreachable' ? 3 : 0,
    answers: reached === 'done' ? { solved: 'yes', polite: 'yes' } : {},
    skip_reason: reached === 'skipped' ? 'contacted_recently' : null,
    done_at: reached === 'done' ? later(dueAt, 60).toISOString() : null,
    created_at: done.closedAt.toISOString(),
  })
  const tries = reached === 'done' ? ['reached'] : reached === 'unreachable' ? ['no_answer', 'busy', 'no_answer'] : []
  tries.forEach((outcome, n) => {
    const at = later(dueAt, 60 + n * 1440)
    book.add('voice.attempt', {
      id: dice.id(at),
      return_visit_id: id,
      at: at.toISOString(),
      outcome,
      channel: 'phone',
      seconds: outcome === 'reached' ? dice.int(60, 300) : null,
    })
  })
  if (!dice.chance(0.55)) return
  const answered = dice.chance(0.55)
  const mood = dice.weighted([
    [9, 50],
    [8, 25],
    [7, 12],
    [5, 8],
    [3, 5],
  ])
  const at = later(done.closedAt, dice.int(30, 4000))
  const isIn = answered && at < now
  const expected = dice.int(7, 9)
  const perceived = Math.min(10, Math.max(1, mood + dice.int(-1, 1)))
  book.add('voice.survey', {
    id: dice.id(done.closedAt),
    ...head,
    technician_id: done.technicianId,
    channel: 'link',
    language: story.language,
    sent_at: done.closedAt.toISOString(),
    expires_at: later(done.closedAt, 30 * 1440).toISOString(),
    answered_at: isIn ? at.toISOString() : null,
    perceived: isIn ? perceived : null,
    expected: isIn ? expected : null,
    dimensions: isIn
      ? Object.fromEntries(
          DIMENSIONS.map((one) => [one, { p: Math.min(10, Math.max(1, perceived + dice.int(-1, 1))), e: expected }]),
        )
      : {},
    nps: isIn ? Math.min(10, Math.max(0, perceived + dice.int(-1, 1))) : null,
    comment: isIn && dice.chance(0.4) ? dice.pick(COMMENTS[story.language === 'zh-CN' ? 'zh-CN' : 'en']) : null,
    tags: [],
  })
}
