import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { NODE, ROOT, run } from './product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data directory whose database stands empty and migrated: each product begins with a copy of it. */
    emptyData: string
  }
}

/** What every journey needs and none changes: the built apps, and a database on which the migrations have run. */
export default function setup(project: TestProject) {
  buildMissingApps()
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'aftercare-e2e-empty-'))
  run('migrate', '--data', dir)
  project.provide('emptyData', dir)
  return () => fs.rmSync(dir, { recursive: true, force: true })
}

function buildMissingApps(): void {
  for (const app of ['console', 'field', 'portal']) {
    const dir = path.join(ROOT, 'apps', app)
    if (fs.existsSync(path.join(dir, 'dist/index.html'))) continue
    const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js')
    execFileSync(NODE, [vite, 'build', '--logLevel', 'warn'], { cwd: dir, stdio: 'inherit' })
  }
}
