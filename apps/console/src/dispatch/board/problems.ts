import { useEffect, useState } from 'react'
import { useSkillName } from '../../people/skill-names.tsx'
import { type Board, PLANNED, type Row, verdictOf } from './board-data.ts'
import { useVerdictTexts } from './verdict-text.ts'

const NONE: ReadonlyMap<string, string> = new Map()

/** What no longer fits of what is planned (an absence came later, a certificate ran out), found after the board is drawn. */
export function useProblems(board: Board | undefined, rows: readonly Row[]): ReadonlyMap<string, string> {
  const [problems, setProblems] = useState(NONE)
  const textsOf = useVerdictTexts()
  const skillName = useSkillName()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language, which draws everything anew
  useEffect(() => {
    if (!board) return
    const timer = setTimeout(() => {
      const found = new Map<string, string>()
      for (const row of rows) {
        for (const visit of row.visits) {
          if (!PLANNED.includes(visit.status)) continue
          const verdict = verdictOf({ kind: 'visit', visit }, row, Date.parse(visit.startsAt), board.certified)
          if (verdict.lacking.length > 0) found.set(visit.id, textsOf({ ...verdict, warnings: [] }).join(' · '))
        }
      }
      setProblems((was) => (same(was, found) ? was : found))
    }, 60)
    return () => clearTimeout(timer)
  }, [board, rows, skillName])
  return problems
}

const same = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) =>
  a.size === b.size && [...a].every(([key, text]) => b.get(key) === text)
