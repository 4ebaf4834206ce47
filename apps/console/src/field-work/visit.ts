import type { components } from '@aftercare/api'

export type Visit = components['schemas']['FieldVisit']
