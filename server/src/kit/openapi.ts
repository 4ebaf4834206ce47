import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { AnyRoute } from './route.ts'

const ONE_FILE = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] }

/** `openapi.json` is written from the routes; it is committed and reviewed, the client's types are generated from it. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Aftercare',
        version: '1',
        description: 'After-sales service: one API for desk, phone, portal and integrators.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'aftercare.session_token' },
          apiKey: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { apiKey: [] }],
    },
    transform: (input) => {
      const done = jsonSchemaTransform(input)
      const { needs, spec } = (input.route.config ?? {}) as { needs?: string; spec?: AnyRoute }
      const schema = done.schema as Record<string, unknown>
      if (needs) schema['x-needs'] = needs
      if (needs === 'public') schema.security = []
      if (spec?.multipart) Object.assign(schema, { consumes: ['multipart/form-data'], body: ONE_FILE })
      return done
    },
    transformObject: jsonSchemaTransformObject,
  })
}
