import type { Command } from 'commander'
import type { Actor } from '../kit/actor.ts'
import { newSecret } from '../kit/auth/secrets.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from '../kit/auth/terms.ts'
import { readSettings } from '../kit/settings.ts'
import {
  addSignIn,
  disableSignIn,
  email,
  listSignIns,
  type OperatedUser,
  resetPassword,
} from '../modules/people/index.ts'
import { ROLES } from '../permissions.ts'
import { makeLog, type Running, startServices } from '../services.ts'
import { print } from './output.ts'
import { tenantFor } from './tenant.ts'

interface Common {
  tenant?: string
  data?: string
  json?: boolean
}
interface AddFlags extends Common {
  email: string
  name: string
  role: (typeof ROLES)[number]
  station?: string
  country?: string
  language: 'en' | 'zh-CN' | 'zh-TW'
  password?: string
}

/** For the first users, and for when nobody can get in any more. */
export function addUser(program: Command): void {
  const user = program.command('user').description('who can sign in: add, list, disable, reset a password')
  const command = (name: string, description: string) =>
    user
      .command(name)
      .description(description)
      .option('--tenant <code>', 'the company, when there are several')
      .option('--data <dir>', 'data directory')
      .option('--json', 'print as JSON')

  command('add', 'take on somebody who can sign in at once')
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--name <name>', 'their name')
    .option('--role <role>', ROLES.join(', '), 'service_desk')
    .option('--station <number>', 'the role counts at this station and below')
    .option('--country <code>', 'the role counts in this country')
    .option('--language <tag>', 'en, zh-CN or zh-TW', 'en')
    .option('--password <password>', `at least ${PASSWORD_MIN} characters; one is made when absent`)
    .action((flags: AddFlags) => inCompany(flags, (services, actor) => add(services, actor, flags)))
  command('list', 'who can sign in').action((flags: Common) => inCompany(flags, list))
  command('disable', 'end somebody’s access at once')
    .argument('<email>')
    .action((address: string, flags: Common) =>
      inCompany(flags, (services, actor) => disable(services, actor, address)),
    )
  command('reset-password', 'set a new password and end all sessions')
    .argument('<email>')
    .option('--password <password>', 'one is made when absent')
    .option('--drop-second-factor', 'also take off a second factor that was lost')
    .action((address: string, flags: Common & { password?: string; dropSecondFactor?: boolean }) =>
      inCompany(flags, (services, actor) => reset(services, actor, address, flags)),
    )
}

interface Answer {
  data: unknown
  lines: string[]
}

async function inCompany(flags: Common, act: (services: Running, actor: Actor) => Promise<Answer>): Promise<void> {
  // Listening too: ending a session must reach the servers that run.
  const services = await startServices(readSettings(process.env, { dataDir: flags.data! }), {
    log: makeLog('warn', process.stderr.fd),
  })
  try {
    const { rows } = await services.ownerPool.query('select 1 from kit.company limit 1')
    if (rows.length === 0) throw new Error('there is no company yet: open the console once, or run `aftercare demo`')
    const { data, lines } = await act(services, await tenantFor(services, flags.tenant))
    print(flags.json, data, lines)
  } finally {
    await services.stop()
  }
}

async function add(services: Running, actor: Actor, flags: AddFlags): Promise<Answer> {
  if (!ROLES.includes(flags.role)) throw new Error(`unknown role "${flags.role}"; there are: ${ROLES.join(', ')}`)
  const address = email.safeParse(flags.email)
  if (!address.success) throw new Error(`"${flags.email}" is not an e-mail address`)
  const password = checked(flags.password)
  const done = await services.db.tx(actor.tenantId, async (tx) => {
    const grant = { role: flags.role, ...(await reach(services, actor, flags)) }
    const { name, language } = flags
    return addSignIn(tx, services, actor, { email: address.data, name, password, language, grant }, new Date())
  })
  const shown = done.isNew ? (flags.password ? null : password) : null
  const how = done.isNew
    ? shown
      ? `password: ${shown}`
      : 'with the password given'
    : 'with the password they already have'
  return { data: { ...done, email: address.data, password: shown }, lines: [`${flags.email} can sign in, ${how}`] }
}

async function reach(services: Running, actor: Actor, { station, country }: AddFlags) {
  if (country) return { scope: 'country' as const, country: country.toUpperCase() }
  if (!station) return { scope: 'company' as const }
  const { rows } = await services.ownerPool.query<{ id: string }>(
    'select id from network.station where tenant_id = $1 and number = $2',
    [actor.tenantId, station],
  )
  if (!rows[0]) throw new Error(`there is no station ${station}`)
  return { scope: 'station' as const, stationId: rows[0].id }
}

async function list(services: Running, actor: Actor): Promise<Answer> {
  const users = await services.db.tx(actor.tenantId, listSignIns)
  return { data: { users }, lines: users.length > 0 ? users.map(line) : ['nobody can sign in'] }
}

async function disable(services: Running, actor: Actor, address: string): Promise<Answer> {
  const person = await services.db.tx(actor.tenantId, (tx) => disableSignIn(tx, services, actor, address))
  return { data: { email: person.email, disabled: true }, lines: [`${person.name} can no longer sign in`] }
}

async function reset(
  services: Running,
  actor: Actor,
  address: string,
  flags: { password?: string; dropSecondFactor?: boolean },
): Promise<Answer> {
  const password = checked(flags.password)
  const wanted = { email: address, password, dropSecondFactor: flags.dropSecondFactor ?? false }
  const person = await services.db.tx(actor.tenantId, (tx) => resetPassword(tx, services, actor, wanted))
  const shown = flags.password ? null : password
  const how = shown ? `new password: ${shown}` : 'the password given is set'
  return { data: { email: person.email, password: shown }, lines: [`${person.name}: ${how}; all sessions are ended`] }
}

function checked(password: string | undefined): string {
  if (password === undefined) return newSecret().slice(0, 20)
  if (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX) {
    throw new Error(`a password has ${PASSWORD_MIN} to ${PASSWORD_MAX} characters`)
  }
  return password
}

function line(user: OperatedUser): string {
  const state = user.isActive ? (user.twoFactor ? 'second factor' : 'password') : 'disabled'
  return [user.email, user.name, user.roles.join(' '), state, user.lastSeenAt?.toISOString() ?? 'never'].join('  ')
}
