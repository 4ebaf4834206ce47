import type { Answer } from '@aftercare/api'
import { SkeletonRows } from '@aftercare/ui'
import type { UseQueryResult } from '@tanstack/react-query'
import { paths } from '../paths.ts'
import { NextDue, PriorityMark } from '../requests/marks.tsx'
import { Go } from '../shell/go.tsx'
import { QueryState } from '../shell/query-state.tsx'
import styles from './desk.module.css'

type LinesProps = { query: UseQueryResult<Answer<'/api/v1/requests'>, unknown>; empty: string }

/** Requests as single lines: how urgent, what, whose, until when. */
export function RequestLines({ query, empty }: LinesProps) {
  return (
    <QueryState query={query} skeleton={<SkeletonRows rows={5} height={40} />}>
      {({ items }) =>
        items.length === 0 ? (
          <p className={styles.none}>{empty}</p>
        ) : (
          <ul className={styles.lines}>
            {items.map((row) => (
              <li key={row.id} className={styles.line}>
                <PriorityMark priority={row.priority} isSafety={row.isSafety} />
                <Go to={paths.request(row.id)} className={styles.what ?? ''}>
                  {row.title}
                </Go>
                <span className={styles.who}>{row.customer}</span>
                <span className={styles.due}>
                  <NextDue row={row} />
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </QueryState>
  )
}
