import { expect, test } from 'vitest'
import { dayOf } from '../check/random.fixture.ts'
import { answerVroomApart } from './index.ts'

const quick = { mode: 'solve' as const, options: { iterations: 10, seed: 1 } }

test('what takes more memory or time than there is, is refused with its code; the caller lives on', async () => {
  const raw = dayOf({ size: 60, jobs: 8000, shipments: 0, vehicles: 40, seed: 1, byCoordinates: true, extras: false })
  const small = await answerVroomApart(raw, quick, 1, { megabytes: 8, besideSeconds: 60 })
  expect(small).toMatchObject({
    status: 400,
    body: { x: { errors: [{ code: 'too_large', path: 'jobs', values: { megabytes: 8 } }] } },
  })
  const late = await answerVroomApart(raw, quick, 0.01, { megabytes: 512, besideSeconds: 0.01 })
  expect(late).toMatchObject({ status: 400, body: { x: { errors: [{ code: 'too_large', path: 'jobs' }] } } })
}, 30_000)
