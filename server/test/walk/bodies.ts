/** The part of JSON Schema our routes use. */
export interface Schema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  prefixItems?: Schema[]
  format?: string
  pattern?: string
  minimum?: number
  exclusiveMinimum?: number
  minLength?: number
  minItems?: number
  $ref?: string
}

interface Context {
  components: Record<string, Schema>
  /** the id a property of this name should hold */
  idOf(property: string): string
}

/** A body the shape accepts, every reference in it pointing at planted rows: what somebody who knows foreign ids would send. */
export function bodyFor(schema: Schema, context: Context, name = ''): unknown {
  const one = resolve(schema, context)
  if (one.const !== undefined) return one.const
  if (one.enum) return one.enum[0]
  if (one.allOf) return Object.assign({}, ...one.allOf.map((part) => bodyFor(part, context, name)))
  const choices = one.anyOf ?? one.oneOf
  if (choices) return bodyFor(choices.find((choice) => choice.type !== 'null') ?? choices[0]!, context, name)
  switch (Array.isArray(one.type) ? one.type.find((type) => type !== 'null') : one.type) {
    case 'object':
      return objectFor(one, context)
    case 'array':
      return arrayFor(one, context, name)
    case 'string':
      return textFor(one, context, name)
    case 'integer':
    case 'number':
      return one.minimum ?? (one.exclusiveMinimum !== undefined ? one.exclusiveMinimum + 1 : 1)
    case 'boolean':
      return false
    default:
      return {}
  }
}

function resolve(schema: Schema, { components }: Context): Schema {
  return schema.$ref ? (components[schema.$ref.split('/').at(-1)!] ?? {}) : schema
}

/** What is required, and every reference, required or not. */
function objectFor(schema: Schema, context: Context): Record<string, unknown> {
  const wanted = Object.entries(schema.properties ?? {}).filter(
    ([name]) => schema.required?.includes(name) || /Ids?$/.test(name),
  )
  return Object.fromEntries(wanted.map(([name, property]) => [name, bodyFor(property, context, name)]))
}

function arrayFor(schema: Schema, context: Context, name: string): unknown[] {
  if (schema.prefixItems) return schema.prefixItems.map((item) => bodyFor(item, context, name))
  const isReferences = /Ids$/.test(name)
  if (!schema.items || (!isReferences && !schema.minItems)) return []
  return [bodyFor(schema.items, context, isReferences ? name.slice(0, -1) : name)]
}

const BY_NAME: Record<string, string> = {
  timeZone: 'Asia/Shanghai',
  zone: 'Asia/Shanghai',
  country: 'CN',
  currency: 'CNY',
  language: 'en',
  email: 'walker@example.com',
  phone: '+8613800138000',
  minor: '100',
  password: 'a walker’s password',
}

function textFor(schema: Schema, context: Context, name: string): string {
  if (schema.format === 'uuid') return context.idOf(name)
  if (schema.format === 'date-time') return '2027-10-04T08:00:00Z'
  if (schema.format === 'date') return '2027-10-04'
  if (schema.format === 'email') return BY_NAME.email!
  const known = BY_NAME[name]
  if (known) return known
  if (schema.pattern?.includes('0-9') && !schema.pattern.includes('a-z')) return '1'
  return 'walker'.padEnd(schema.minLength ?? 0, 'x')
}
