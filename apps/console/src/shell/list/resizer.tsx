import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './resizer.module.css'

type ResizerProps = { label: string; width: number; onWidth: (width: number) => void }

/** The edge of a column: drag it, or move it with the arrow keys. */
export function Resizer({ label, width, onWidth }: ResizerProps) {
  const { t } = useTranslation('console')
  const start = useRef<{ x: number; width: number } | null>(null)
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged; this is the window splitter pattern
    <span
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('list.resize', { name: label })}
      aria-valuenow={Math.round(width)}
      aria-valuemin={60}
      aria-valuemax={800}
      className={styles.edge}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, width }
      }}
      onPointerMove={(event) => {
        if (start.current) onWidth(start.current.width + event.clientX - start.current.x)
      }}
      onPointerUp={() => {
        start.current = null
      }}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0
        if (step !== 0) onWidth(width + step)
      }}
    />
  )
}
