import { expect, test } from 'vitest'
import { articlesFitting } from './article.ts'

const machine = { modelCode: 'KX-15', familyId: 'comp' }
const article = (more: object) => ({
  ...{ kind: 'repair', familyIds: [], modelCodes: [], symptomCodes: [], publishedAt: '2026-01-01T00:00:00Z' },
  ...more,
})

test('what is for another machine stays away; models named leave the rest of their family out', () => {
  const all = [
    article({ name: 'every' }),
    article({ name: 'family', familyIds: ['comp'] }),
    article({ name: 'other family', familyIds: ['car'] }),
    article({ name: 'model', modelCodes: ['KX-15', 'KX-37'] }),
    article({ name: 'other model', modelCodes: ['KX-90'] }),
  ]
  expect(articlesFitting(all, machine, null).map((one) => 'name' in one && one.name)).toEqual([
    'every',
    'family',
    'model',
  ])
})

test('the symptom comes first, then bulletins, then the newest', () => {
  const all = [
    article({ name: 'old', publishedAt: '2025-01-01T00:00:00Z' }),
    article({ name: 'new' }),
    article({ name: 'bulletin', kind: 'bulletin', publishedAt: '2024-01-01T00:00:00Z' }),
    article({ name: 'symptom', symptomCodes: ['K-OIL'], publishedAt: '2023-01-01T00:00:00Z' }),
  ]
  const names = (symptom: string | null) => articlesFitting(all, machine, symptom).map((o) => 'name' in o && o.name)
  expect(names('K-OIL')).toEqual(['symptom', 'bulletin', 'new', 'old'])
  expect(names(null)).toEqual(['bulletin', 'new', 'old', 'symptom'])
})
