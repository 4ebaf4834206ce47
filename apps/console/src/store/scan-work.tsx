import { useFormat } from '@aftercare/words/web'
import { Button, Switch } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Read } from './read.ts'
import { SaidBar } from './said-bar.tsx'
import { ScanInput } from './scan-input.tsx'
import { useSounds } from './signal.ts'
import styles from './store.module.css'
import { linesOf, scannedOf, setQuantity, type Tally, type Told, take, told, undo, type Work } from './tally.ts'
import { useScans } from './use-scans.ts'
import { WorkLine } from './work-line.tsx'

type Props = {
  work: Work
  kept: { tally: Tally; change: (next: Tally) => void }
  /** Where on the shelves a part lies. */
  bins?: ReadonlyMap<string, string>
  /** The buttons that post what was scanned; undo stands beside them. */
  finish: (lines: Told[]) => ReactNode
}

const stamp = () => ({ key: crypto.randomUUID(), at: new Date().toISOString() })

/** Scanning one paper, or counting one place: one thing after the other, the last one big, the rest below. */
export function ScanWork({ work, kept, bins, finish }: Props) {
  const { t } = useTranslation('store')
  const { numbers } = useFormat()
  const [sounds, setSounds] = useSounds()
  // Scans may come faster than the screen is drawn: each builds on the one before it.
  const now = useRef(kept.tally)
  now.current = kept.tally
  const change = (next: Tally) => {
    now.current = next
    kept.change(next)
  }
  const judge = (read: Read) => {
    const outcome = take(work, now.current, read, stamp())
    if ('refused' in outcome)
      return { isGood: false, text: t(`refused.${outcome.refused}`, { ...outcome.values, text: read.text }) }
    change(outcome.tally)
    const { line, asks } = outcome
    if (asks) return { isGood: true, text: t(`asks.${asks}`, { part: line.part }) }
    const quantity = numbers.quantity(scannedOf(outcome.tally, line.id))
    const said = { part: line.part, quantity }
    return {
      isGood: true,
      text: line.open === null ? t('counted', said) : t('taken', { ...said, of: numbers.quantity(line.open) }),
    }
  }
  const scans = useScans(judge)
  const { tally } = kept
  const lines = linesOf(work, tally)
  const current = lines.find((line) => line.id === tally.lineId)
  const others = lines.filter((line) => line !== current)
  const show = (line: (typeof lines)[number], isCurrent: boolean) => (
    <WorkLine
      key={line.id}
      line={line}
      scans={tally.scans.filter((one) => one.lineId === line.id)}
      bin={bins?.get(line.partId)}
      isCurrent={isCurrent}
      takesNew={work.takesNew}
      onChoose={() => change({ ...tally, lineId: line.id })}
      onQuantity={(quantity) => change(setQuantity(tally, line, quantity, stamp()))}
      onScans={(of) => change({ ...tally, scans: [...tally.scans.filter((one) => one.lineId !== line.id), ...of] })}
    />
  )
  return (
    <div className={styles.work}>
      <ScanInput label={t('scanHere')} busy={scans.busy} onText={scans.onText} />
      <SaidBar said={scans.said} refused={scans.refused} onForget={scans.forget} />
      {current && show(current, true)}
      <ul className={styles.lines}>{others.map((line) => show(line, false))}</ul>
      <div className={styles.sounds}>
        <Switch size="small" checked={sounds} onChange={setSounds} aria-label={t('sounds')} /> {t('sounds')}
      </div>
      <div className={styles.bar}>
        <Button size="large" disabled={tally.scans.length === 0} onClick={() => change(undo(work, tally))}>
          {t('do.undo')}
        </Button>
        {finish(told(tally))}
      </div>
    </div>
  )
}
