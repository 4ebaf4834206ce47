// `npm run check`: format, lint, generated files up to date, types. Meant to stay under a minute.
import { engineLimit, engineSize } from './engine-size.mjs'
import { run, step } from './run.mjs'

// A checker knows only its own types: four of them, as is the default, take more than twice the processor of one.
const types = (project) => ['tsc', ['-p', project, '--checkers', '1']]

/** Every check with its name; `npm test` counts them as tests, and has `more` done while the types of the apps keep one core busy. */
export async function check(more = []) {
  const results = []
  const add = async (name, ...rest) => results.push({ name, ok: await step(name, ...rest) })
  await add('generate types, schema and API description', 'node', ['server/src/generate.ts'])
  const drift = await run('git', ['status', '--porcelain', '--', 'db/schema.sql', 'packages/api/openapi.json'], {
    quiet: true,
  })
  const clean = drift.output.trim() === ''
  console.log(
    `${clean ? '✓' : '✗'} committed description and schema are current${clean ? '' : `\n${drift.output}commit them`}`,
  )
  results.push({ name: 'no drift', ok: clean })
  const besides = async () => {
    await add('types: server and packages', ...types('tsconfig.json'))
    await add('format and lint', 'biome', ['check', '--error-on-warnings', '.'])
    for (const one of more) await add(...one)
  }
  await Promise.all([add('types: apps', ...types('tsconfig.web.json')), besides()])
  const weight = await engineSize()
  const light = weight <= engineLimit
  console.log(`${light ? '✓' : '✗'} entitlement engine without packs: ${weight.toFixed(1)} of ${engineLimit} kB gz`)
  results.push({ name: 'weight of the entitlement engine', ok: light })
  return results
}

if (import.meta.main ?? process.argv[1]?.endsWith('check.mjs')) {
  const results = await check()
  process.exit(results.every((one) => one.ok) ? 0 : 1)
}
