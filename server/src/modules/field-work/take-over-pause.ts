import { addPause, endPauseAt, newPause } from '../dispatch/index.ts'
import { recomputed } from './late-step.ts'
import type { Taking } from './take-over.ts'
import { mustBeTheirs } from './work.ts'

/** The work of who has the visit now does not rest because somebody before them did. Of a visit that has ended the hours change. */
export const takePause = (taking: Taking): Promise<void> =>
  rest(taking, 'pause', ({ by, work, id, read }) => addPause(by, work.id, id, read(newPause)))

export const takeResume = (taking: Taking): Promise<void> =>
  rest(taking, 'resume', ({ by, work, id, read }) => endPauseAt(by, work.id, id, read(newPause.pick({ at: true })).at))

function rest(taking: Taking, status: string, write: (taking: Taking) => Promise<void>): Promise<void> {
  const { desk, work, told } = taking
  mustBeTheirs(work, told.person_id)
  return recomputed(desk, work, { id: told.id, status }, async () => {
    await write(taking)
    return { version: work.version, finished_at: work.finishedAt }
  })
}
