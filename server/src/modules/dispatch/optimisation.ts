import os from 'node:os'
import { answerVroomApart, secondsOf, type VroomAnswer, type VroomRequest } from '@aftercare/dispatch/formats'
import { problem } from '../../kit/problem.ts'

/** Whoever asks for more is told to come back: each takes a processor for seconds. */
const AT_ONCE = Math.max(1, os.availableParallelism() - 1)
const WAITING = 4

let running = 0
const waiting: (() => void)[] = []

export interface Asked {
  mode: 'solve' | 'plan'
  /** VROOM's -x, -t and -l */
  exploration: number | undefined
  threads: number | undefined
  seconds: number | undefined
}

/** VROOM's answer to VROOM's input, worked out in a thread of its own; nothing is read from or written to the database. */
export async function optimise(
  body: unknown,
  { mode, exploration, threads = 1, seconds }: Asked,
): Promise<VroomAnswer> {
  const cpuSeconds = Math.min(seconds ?? Number.POSITIVE_INFINITY, secondsOf(exploration))
  const request: VroomRequest = { mode, options: { cpuSeconds, threads, seed: 1 } }
  await takeTurn(Math.ceil(cpuSeconds))
  try {
    return await answerVroomApart(body, request, cpuSeconds)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

async function takeTurn(seconds: number): Promise<void> {
  if (running < AT_ONCE) {
    running++
    return
  }
  if (waiting.length >= WAITING) throw problem('dispatch.optimiser_busy', 503, { seconds: Math.max(1, seconds) })
  await new Promise<void>((resolve) => waiting.push(resolve))
}
