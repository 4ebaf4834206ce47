import { $api } from '../shell/api.ts'
import { useNameIn } from './skills-card.tsx'

/** Skills by their names in the reader's language; a code nobody knows any more stays as it is. */
export function SkillNames({ codes }: { codes: readonly string[] }) {
  const nameIn = useNameIn()
  const query = $api.useQuery('get', '/api/v1/skills', {}, { staleTime: 300_000 })
  const names = new Map(query.data?.items.map((skill) => [skill.code, nameIn(skill.name)]))
  return codes.map((code) => names.get(code) ?? code).join(', ')
}
