import type { Pack } from '@aftercare/entitlement'
import { Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { withField } from './conditions.ts'
import { ExtensionFields } from './extension-fields.tsx'
import { Field, Tags } from './field.tsx'
import styles from './packs.module.css'

/** Where a pack holds, and for what. */
export function PackFields({ pack, onChange }: { pack: Pack; onChange: (pack: Pack) => void }) {
  const { t } = useTranslation('packs')
  const flag = (name: 'specific' | 'restDaysMoveEnd') => (
    <Checkbox
      className={styles.wide ?? ''}
      checked={pack[name] ?? false}
      onChange={(event) => {
        const { [name]: _, ...rest } = pack
        onChange(event.target.checked ? { ...rest, [name]: true } : rest)
      }}
    >
      {t(`field.${name}`)}
    </Checkbox>
  )
  return (
    <div className={styles.fields}>
      <Field label={t('field.place')}>
        <Input
          value={pack.jurisdiction}
          spellCheck={false}
          onChange={(event) => onChange({ ...pack, jurisdiction: event.target.value })}
        />
      </Field>
      <Field label={t('field.productClasses')}>
        <Tags value={pack.productClasses} onChange={(productClasses) => onChange({ ...pack, productClasses })} />
      </Field>
      {flag('specific')}
      {flag('restDaysMoveEnd')}
      <div className={styles.wide}>
        <ExtensionFields
          label={t('field.warrantyExtensions')}
          by={pack.id}
          extensions={pack.warrantyExtensions ?? []}
          onChange={(all) => onChange(withField(pack, ['warrantyExtensions'], all))}
        />
      </div>
    </div>
  )
}
