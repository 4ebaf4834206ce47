import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { AskFacts, AskForRemedies } from './ask-facts.tsx'
import { CoverSentence } from './cover-sentence.tsx'
import { PaidLines } from './paid-lines.tsx'
import styles from './panel.module.css'
import { RemediesDue } from './remedies-due.tsx'
import { type Cover, decisionOf } from './say-cover.ts'
import { TwoLayers } from './two-layers.tsx'
import { WarrantyBars } from './warranty-bars.tsx'
import { Why } from './why.tsx'

type PanelProps = {
  cover: Cover
  assetId: string
  requestId?: string | undefined
  /** The bars at once, where there is room for them. */
  wide?: boolean
  /** A kept decision is shown as it was: nothing is asked, nothing decided. */
  asKept?: boolean
}

/** Who pays, until when and why, in plain words; every reason one click away; what is missing can be said right here. */
export function DecisionPanel({ cover, assetId, requestId, wide = false, asKept = false }: PanelProps) {
  const { t } = useTranslation('entitlement')
  const can = useCan()
  const [open, setOpen] = useState(false)
  const reasons = useId()
  const decision = decisionOf(cover)
  const customerPays = decision.lines.some((line) => line.payer === 'customer')
  return (
    <div className={styles.panel}>
      <CoverSentence cover={cover} />
      {!asKept && <AskFacts cover={cover} about={{ assetId, requestId }} />}
      <PaidLines cover={cover} />
      <TwoLayers cover={cover} />
      <RemediesDue cover={cover} />
      {!asKept && <AskForRemedies cover={cover} about={{ assetId, requestId }} />}
      {wide && <WarrantyBars coverage={cover.decision.coverage} at={cover.decision.at} />}
      <div className={styles.buttons}>
        <Button size="small" aria-expanded={open} aria-controls={reasons} onClick={() => setOpen(!open)}>
          {t(open ? 'panel.less' : 'panel.more')}
        </Button>
        {!asKept && customerPays && can('entitlement.goodwill') && (
          <Go to={paths.newGoodwill({ assetId, ...(requestId && { requestId }) })}>{t('panel.goodwill')}</Go>
        )}
      </div>
      <div id={reasons}>
        {open && (
          <>
            {!wide && <WarrantyBars coverage={cover.decision.coverage} at={cover.decision.at} />}
            <Why cover={cover} />
          </>
        )}
      </div>
    </div>
  )
}
