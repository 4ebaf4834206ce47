import { useEffect, useState } from 'react'
import { useSkillName } from '../../people/skill-names.tsx'
import { type Board, PLANNED, type Row, type Verdict, verdictOf } from './board-data.ts'
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
          const lacking = verdict.lacking.filter(isItsOwn)
          if (lacking.length > 0) found.set(visit.id, textsOf({ ...verdict, lacking, warnings: [] }).join(' · '))
        }
      }
      setProblems((was) => (same(was, found) ? was : found))
    }, 60)
    return () => clearTimeout(timer)
  }, [board, rows, skillName])
  return problems
}

/** That a week is too long is said once, beside the name, not at each of its visits. */
const isItsOwn = ({ code }: Verdict['lacking'][number]) => code !== 'week_full' && code !== 'day_full'

const same = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) =>
  a.size === b.size && [...a].every(([key, text]) => b.get(key) === text)
