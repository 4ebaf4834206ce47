// `npm run check`: format, lint, generated files up to date, types. Meant to stay under a minute.
import { engineLimit, engineSize } from './engine-size.mjs'
import { run, step } from './run.mjs'

/** Every check with its name; `npm test` counts them as tests. */
export async function check() {
  const results = []
  const add = async (name, ...rest) => results.push({ name, ok: await step(name, ...rest) })
  await add('format and lint', 'biome', ['check', '--error-on-warnings', '.'])
  await add('generate types, schema and API description', 'node', ['server/src/generate.ts'])
  const drift = await run('git', ['status', '--porcelain', '--', 'db/schema.sql', 'packages/api/openapi.json'], {
    quiet: true,
  })
  const clean = drift.output.trim() === ''
  console.log(
    `${clean ? '✓' : '✗'} committed description and schema are current${clean ? '' : `\n${drift.output}commit them`}`,
  )
  results.push({ name: 'no drift', ok: clean })
  await add('types: server and packages', 'tsc', ['-p', 'tsconfig.json'])
  await add('types: apps', 'tsc', ['-p', 'tsconfig.web.json'])
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
