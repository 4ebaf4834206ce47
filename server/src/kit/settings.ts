import path from 'node:path'

export type RoutingKind = 'osrm' | 'valhalla'

/** Everything the operator may set, read once. `docs/operating.md` explains each. */
export interface Settings {
  dataDir: string
  databaseUrl: string | null
  ownerUrl: string | null
  publicUrl: string
  host: string
  port: number
  secret: string | null
  smtpUrl: string | null
  mailFrom: string
  /** A gateway for text messages, and what it knows us by. */
  smsUrl: string | null
  smsSecret: string | null
  /** A service that answers how long ways take, and how it is asked; without one, the table learnt from the stamps. */
  routingUrl: string | null
  routingKind: RoutingKind
  poolSize: number
  logLevel: string
  /** Behind a reverse proxy the client address comes from X-Forwarded-For. */
  trustProxy: boolean
  /** Map servers whose tiles the pages may load: 'https://tiles.example.com' */
  mapOrigins: string[]
  /** Who reads /metrics must send it as a bearer token; without one, keep /metrics from the outside by the proxy. */
  metricsToken: string | null
  oidc: { issuer: string; clientId: string; clientSecret: string } | null
}

export function readSettings(env: NodeJS.ProcessEnv = process.env, flags: Partial<Settings> = {}): Settings {
  const port = Number(env.PORT ?? 8080)
  const settings: Settings = {
    dataDir: path.resolve(env.AFTERCARE_DATA ?? '.aftercare'),
    databaseUrl: env.DATABASE_URL ?? null,
    ownerUrl: env.DATABASE_OWNER_URL ?? null,
    publicUrl: env.PUBLIC_URL ?? '',
    host: env.HOST ?? '127.0.0.1',
    port,
    secret: env.AFTERCARE_SECRET ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? 'Aftercare <aftercare@localhost>',
    smsUrl: env.SMS_URL || null,
    smsSecret: env.SMS_SECRET || null,
    routingUrl: env.ROUTING_URL || null,
    routingKind: env.ROUTING_KIND === 'valhalla' ? 'valhalla' : 'osrm',
    poolSize: Number(env.DATABASE_POOL ?? 20),
    logLevel: env.LOG_LEVEL ?? 'info',
    trustProxy: env.TRUST_PROXY === '1',
    mapOrigins: (env.MAP_ORIGINS ?? '').split(',').filter((one) => one !== ''),
    metricsToken: env.METRICS_TOKEN ?? null,
    oidc:
      env.OIDC_ISSUER && env.OIDC_CLIENT_ID
        ? { issuer: env.OIDC_ISSUER, clientId: env.OIDC_CLIENT_ID, clientSecret: env.OIDC_CLIENT_SECRET ?? '' }
        : null,
  }
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined))
  const all = { ...settings, ...given } as Settings
  return { ...all, publicUrl: all.publicUrl || `http://localhost:${all.port}` }
}
