import type { PlanJob } from './plan-facts.ts'

/** Crews that stay where they are because one of them does, has set out, or is not this plan's to move. */
export function boundTeams(jobs: readonly PlanJob[], stays: (job: PlanJob) => boolean): Set<string> {
  const teams = Map.groupBy(
    jobs.filter((job) => job.visit !== null && job.team !== null),
    (job) => job.team!,
  )
  return new Set([...teams].flatMap(([team, own]) => (own.length < own[0]!.teamSize || own.some(stays) ? [team] : [])))
}

/** Who begins together, as indices of jobs; the first `kept` have their times already. */
export function teamsOf(jobs: readonly PlanJob[], kept: number): number[][] {
  const movable = jobs.flatMap((job, index) => (index >= kept && job.team !== null ? [{ team: job.team, index }] : []))
  const teams = [...Map.groupBy(movable, ({ team }) => team).values()]
  return teams.filter((own) => own.length > 1).map((own) => own.map(({ index }) => index))
}
