import type { Services } from '../app.ts'
import type { Tx } from '../db.ts'

/**
 * The address of a portal's screen for a mail or a paper: `portalLink(tx, services, '/requests/<id>')`. It names the company,
 * as whoever opens it may never have been there, or was at another company's portal last.
 */
export async function portalLink(tx: Tx, services: Pick<Services, 'settings'>, screen: string): Promise<string> {
  const { code } = await tx.selectFrom('kit.company').select('code').executeTakeFirstOrThrow()
  return `${services.settings.publicUrl}/portal/${encodeURIComponent(code)}${screen}`
}
