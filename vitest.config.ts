import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Files share the modules of their worker: loading the server anew for each took a quarter of the time. Each still has its
// own database, data directory and server, so none sees another's doings.
const shared = { isolate: false } as const

/** As the product itself runs (server/bin/aftercare.mjs, ADR 2). */
const execArgv = ['--no-maglev', '--max-semi-space-size=64']

/**
 * What takes minutes begins first: begun last, the other workers would stand idle beside it. And beside the walk through all
 * screens, which keeps more than one core busy, come the journeys that wait more than they work.
 */
const LONG = [
  ...['every-screen.spec.ts', 'no-fact-is-lost.spec.ts', 'scan-to-survey-on-the-portal.spec.ts'],
  ...['phones-in-a-bad-network.spec.ts', 'a-phone-that-holds.spec.ts'],
  ...['what-is-covered.spec.ts', 'from-label-to-figures.spec.ts', 'kit/worker.test.ts'],
]
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(name))
      return at < 0 ? LONG.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    // What was found stands in the message, not "[ Array(1) ]": on a machine elsewhere it is all there is to see.
    chaiConfig: { truncateThreshold: 2_000 },
    projects: [
      {
        test: {
          name: 'pure',
          include: ['packages/**/*.test.ts', 'apps/**/*.test.ts'],
          environment: 'node',
          execArgv,
          maxWorkers: 2,
          ...shared,
        },
      },
      {
        test: {
          ...shared,
          name: 'server',
          include: ['server/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          environment: 'node',
          execArgv,
          globalSetup: ['server/test/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        // Browser journeys on the built apps: each file starts a product of its own. They wait more than they work, so two at a time.
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          environment: 'node',
          execArgv,
          globalSetup: ['e2e/support/made-once.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // What a person waits for; without it a second, which two browsers and a server on two cores may need for one step.
          expect: { poll: { timeout: 10_000 } },
          maxWorkers: 2,
        },
      },
    ],
  },
})
