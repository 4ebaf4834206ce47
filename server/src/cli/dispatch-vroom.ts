import { answerVroom, parseVroom, refusalText, type VroomAnswer, type VroomRequest } from '@aftercare/dispatch/formats'
import { print } from './output.ts'

/** VROOM's own form in and out; what VROOM's command line calls -x, -t, -l and -c. Ends with VROOM's code. */
export function runVroom(text: string, request: VroomRequest, json: boolean | undefined): void {
  const answer = answerText(text, request)
  if (answer.status !== 200) {
    print(json, answer.body, [answer.body.error])
    process.exitCode = answer.body.code
    return
  }
  const { summary, routes, unassigned } = answer.body
  print(json, answer.body, [
    ...routes.map(
      (one) => `${one.vehicle}: ${one.steps.length - 2} steps, cost ${one.cost}, ${one.duration} s of travel`,
    ),
    `cost ${summary.cost}, ${summary.routes} routes, ${unassigned.length} unassigned, priority ${summary.priority}`,
  ])
}

function answerText(text: string, request: VroomRequest): VroomAnswer {
  const read = parseVroom(text)
  if (read.ok) return answerVroom(JSON.parse(text), request)
  return {
    status: 400,
    body: { code: 2, error: read.refusals.slice(0, 3).map(refusalText).join('; '), x: { errors: read.refusals } },
  }
}
