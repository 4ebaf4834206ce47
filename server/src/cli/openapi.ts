import type { Command } from 'commander'
import { describeRoutes } from '../describe.ts'

export function addOpenapi(program: Command): void {
  program
    .command('openapi')
    .description('print the OpenAPI description of the API')
    .option('--json', 'JSON (the only form)')
    .action(async () => {
      console.log(JSON.stringify(await describeRoutes(), null, 1))
    })
}
