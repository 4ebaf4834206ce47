import { useFormat } from '@aftercare/words/web'
import { useMemo } from 'react'
import { $api } from '../shell/api.ts'
import { useNameIn } from './skills-card.tsx'

/** The name of a skill in the reader's language; a code nobody knows any more stays as it is. */
export function useSkillName(): (code: string) => string {
  const nameIn = useNameIn()
  const { language } = useFormat()
  const { data } = $api.useQuery('get', '/api/v1/skills', {}, { staleTime: 300_000 })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what `nameIn` says changes with the language alone
  return useMemo(() => {
    const names = new Map(data?.items.map((skill) => [skill.code, nameIn(skill.name)]))
    return (code) => names.get(code) ?? code
  }, [data, language])
}

export function SkillNames({ codes }: { codes: readonly string[] }) {
  const { enumerated } = useFormat()
  return enumerated(codes.map(useSkillName()))
}
