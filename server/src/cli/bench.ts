import type { Command } from 'commander'
import { BENCHES } from '../../../bench/all.ts'
import { progress, progressDone } from './output.ts'

/** `aftercare bench …`: figures as ratios against a ceiling of the same run, one JSON line each (bench/README.md). */
export function addBench(program: Command): void {
  const group = program.command('bench').description('measure; prints one JSON line with the ratio and its ingredients')
  for (const one of BENCHES) {
    const command = group.command(one.name).description(one.describe).option('--json', 'JSON (the only form)')
    for (const [flag, meaning, otherwise] of one.options) command.option(flag, meaning, otherwise)
    command.action(async (flags: Record<string, string | undefined>) => {
      const result = await one.run(flags, progress)
      progressDone()
      console.log(JSON.stringify(result))
    })
  }
}
