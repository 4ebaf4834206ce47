import { normaliseSerial } from '@aftercare/rules'
import { Icon } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useName } from '../data/names.ts'
import type { Visit } from '../data/store.ts'
import { ScanField } from '../scan/scan-field.tsx'
import styles from './job.module.css'
import { OddChoice } from './odd-choice.tsx'

/** Is it the machine we came for? Scanning its plate says so, or warns clearly. */
export function AssetCheck({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field')
  const name = useName()
  const [scanned, setScanned] = useState('')
  if (!visit.asset) return null
  const { serial, model } = visit.asset
  const seen = serialIn(scanned)
  const state = seen === '' ? 'none' : same(seen, serial) ? 'right' : 'wrong'
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>
        {name(model.name)} · {serial}
      </h2>
      <ScanField label={t('asset.scan')} hint={t('asset.scanHint')} value={scanned} onChange={setScanned} />
      {state === 'right' && (
        <p className={styles.row} role="status">
          <span>{t('asset.right')}</span>
          <Icon name="check" />
        </p>
      )}
      {state === 'wrong' && (
        <>
          <p className={styles.error} role="alert">
            {t('asset.wrong', { seen, serial })}
          </p>
          <OddChoice visitId={visit.id} kind="other_asset" seen={seen} choices={['stopped', 'went_on']} />
        </>
      )}
    </section>
  )
}

/** Plates carry the bare number; our labels an address that ends in a token, which says nothing here. */
function serialIn(text: string): string {
  const last = text.trim().split(/[/?#]/).filter(Boolean).at(-1) ?? ''
  return /^https?:/.test(text) ? last : text.trim()
}

function same(left: string, right: string): boolean {
  try {
    return normaliseSerial(left) === normaliseSerial(right)
  } catch {
    return false
  }
}
